package dev.diorama.bindgen.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E65] what arrives through the mailbox")
class InboxTest {
    private static final int MOST = 4;

    private final Inbox inbox = new Inbox();

    @Test
    void putsPiecesInOrder() {
        inbox.expect(6, Inbox.BYTES);

        assertThat(inbox.claim(4, MOST)).isZero();
        assertThat(inbox.claim(2, MOST)).isEqualTo(4);
        assertThat(inbox.takenBytes()).hasSize(6);
    }

    @Test
    void takesNothingAtAll() {
        inbox.expect(0, Inbox.BYTES);

        assertThat(inbox.takenBytes()).isEmpty();
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertThatThrownBy(() -> inbox.expect(-1, Inbox.BYTES)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.expect(Inbox.MOST + 1, Inbox.BYTES))
                .isInstanceOf(BoundaryException.class)
                .hasMessageContaining("count=");
        inbox.expect(3, Inbox.BYTES);
        assertThatThrownBy(() -> inbox.claim(-1, MOST)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.claim(MOST + 1, MOST)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.claim(4, MOST)).isInstanceOf(BoundaryException.class);
    }

    @Test
    void refusesBytesThatWereNotAnnouncedOrAreIncomplete() {
        assertThatThrownBy(() -> inbox.claim(1, MOST)).isInstanceOf(BoundaryException.class);
        inbox.expect(2, Inbox.BYTES);
        inbox.claim(1, MOST);
        assertThatThrownBy(inbox::takenBytes).isInstanceOf(BoundaryException.class);
    }

    @Test
    void givesBytesOnce() {
        inbox.expect(0, Inbox.BYTES);
        inbox.takenBytes();

        assertThatThrownBy(inbox::takenBytes).isInstanceOf(BoundaryException.class);
    }

    @Test
    void countsWordsInBytes() {
        inbox.expect(12, Inbox.FLOATS);
        inbox.claim(4, MOST);
        inbox.claim(4, MOST);

        assertThat(inbox.claim(4, MOST)).isEqualTo(8);
        assertThat(inbox.takenFloats()).hasSize(3);
        inbox.expect(8, Inbox.INTS);
        inbox.claim(4, MOST);
        inbox.claim(4, MOST);
        assertThat(inbox.takenInts()).hasSize(2);
    }

    @Test
    void refusesPartsOfWords() {
        assertThatThrownBy(() -> inbox.expect(6, Inbox.INTS)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.expect(4, 3)).isInstanceOf(BoundaryException.class);
        inbox.expect(8, Inbox.FLOATS);
        assertThatThrownBy(() -> inbox.claim(2, MOST)).isInstanceOf(BoundaryException.class);
    }
}
