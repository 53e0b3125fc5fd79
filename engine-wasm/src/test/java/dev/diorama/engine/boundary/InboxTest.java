package dev.diorama.engine.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E65] what arrives through the mailbox")
class InboxTest {
    private static final int MOST = 4;

    private final Mailbox.Inbox inbox = new Mailbox.Inbox();

    @Test
    void putsPiecesInOrder() {
        inbox.expect(6);

        assertThat(inbox.claim(4, MOST)).isZero();
        assertThat(inbox.claim(2, MOST)).isEqualTo(4);
        assertThat(inbox.taken()).hasSize(6);
    }

    @Test
    void takesNothingAtAll() {
        inbox.expect(0);

        assertThat(inbox.taken()).isEmpty();
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertThatThrownBy(() -> inbox.expect(-1)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.expect(Mailbox.Inbox.MOST + 1))
                .isInstanceOf(BoundaryException.class)
                .hasMessageContaining("count=");
        inbox.expect(3);
        assertThatThrownBy(() -> inbox.claim(-1, MOST)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.claim(MOST + 1, MOST)).isInstanceOf(BoundaryException.class);
        assertThatThrownBy(() -> inbox.claim(4, MOST)).isInstanceOf(BoundaryException.class);
    }

    @Test
    void refusesBytesThatWereNotAnnouncedOrAreIncomplete() {
        assertThatThrownBy(() -> inbox.claim(1, MOST)).isInstanceOf(BoundaryException.class);
        inbox.expect(2);
        inbox.claim(1, MOST);
        assertThatThrownBy(inbox::taken).isInstanceOf(BoundaryException.class);
    }

    @Test
    void givesBytesOnce() {
        inbox.expect(0);
        inbox.taken();

        assertThatThrownBy(inbox::taken).isInstanceOf(BoundaryException.class);
    }
}
