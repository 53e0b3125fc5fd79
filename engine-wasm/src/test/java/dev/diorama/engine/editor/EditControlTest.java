package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EditControlTest {
    private final Person.Clock clock = new Person.Clock();
    private final Person ada = new Person(11, clock);
    private final EditControl edits = ada.core.edits();

    @Test
    @DisplayName("[E131] what is read of nodes and written under other ids is a copy, in one update")
    void copies() {
        String group = ada.core.addGroup();
        String ball = ada.core.addPrimitive("sphere");
        ada.core.setParameter(ball, "radius", 0.75f);
        edits.move(List.of(ball), group, 0, true);
        String copy = edits.read(List.of(group))
                .replace(group, "copy")
                .replace("\"parent\":\"\"", "\"parent\":\"\",\"index\":0")
                .replace(ball, "inner");
        int stored = ada.stored.size();
        edits.write(copy);
        assertThat(ada.stored).hasSize(stored + 1);
        assertThat(ada.node("inner").parameters()).containsEntry("radius", 0.75f);
        assertThat(ada.node("inner").parent()).isEqualTo("copy");
        assertThat(ada.node("copy").index()).isZero();
        assertThat(ada.node(group).index()).isEqualTo(1);
        assertThat(edits.read(List.of())).isEqualTo(edits.read(List.of("copy", group)));
    }

    @Test
    @DisplayName("[E131] flags and materials are written as they are, and shown")
    void writesValues() {
        String ball = ada.core.addPrimitive("sphere");
        edits.write("[{\"material\":\"oak\",\"set\":{\"n\":\"Oak\",\"color\":[1,0,0]}},{\"node\":\"" + ball
                + "\",\"set\":{\"m\":\"oak\",\"v\":3}}]");
        assertThat(edits.materials()).isEqualTo("{\"oak\":{\"color\":[1,0,0],\"n\":\"Oak\"}}");
        assertThat(ada.node(ball).material()).isEqualTo("oak");
        assertThat(ada.node(ball).flags()).isEqualTo(3);
        TreeRow row = ada.core.treeRows(0, 1).getFirst();
        assertThat(List.of(row.hidden(), row.locked(), row.faded())).containsExactly(true, true, false);
    }

    @Test
    @DisplayName("[E131] what is no list of edits is refused, and nothing is changed")
    void refusesNonsense() {
        String ball = ada.core.addPrimitive("sphere");
        String hash = ada.core.stateHash();
        for (String bad : List.of(
                "",
                "{",
                "[{\"node\":\"nobody\",\"set\":{\"v\":1}}]",
                "[{\"node\":\"" + ball + "\",\"set\":{\"@x\":1}}]")) {
            assertThatThrownBy(() -> edits.write(bad)).as(bad).isInstanceOf(EditorException.class);
        }
        edits.write("[]");
        edits.write("7");
        assertThat(ada.core.stateHash()).isEqualTo(hash);
    }

    @Test
    @DisplayName(
            "[E132] edits between the beginning and the end of a step are one, and go on with the one before if it has the same key")
    void stepsTogether() {
        String a = ada.core.addPrimitive("box");
        String b = ada.core.addPrimitive("box");
        for (int i = 1; i <= 3; i++) {
            clock.advance(60);
            edits.beginStep("height");
            ada.core.setPosition(a, 0, i, 0);
            ada.core.setPosition(b, 5, i, 0);
            edits.endStep();
        }
        edits.beginStep("");
        ada.core.rename(a, "A");
        ada.core.rename(b, "B");
        edits.endStep();
        ada.core.undo();
        assertThat(ada.node(a).name()).isEqualTo("Box");
        assertThat(ada.node(b).name()).isEqualTo("Box 2");
        assertThat(ada.node(b).py()).isEqualTo(3);
        ada.core.undo();
        assertThat(ada.node(a).py()).isEqualTo(0.5f);
        assertThat(ada.node(b).py()).isEqualTo(0.5f);
    }

    @Test
    @DisplayName("[E133] a search shows what matches with all above it, whatever is closed, and nothing else")
    void searches() {
        String group = ada.core.addGroup();
        String ball = ada.core.addPrimitive("sphere");
        ada.core.rename(ball, "Céramic BALL");
        String box = ada.core.addPrimitive("box");
        edits.move(List.of(ball), group, 0, true);
        for (String query : List.of("ball", "BALL cé", "type:sph", "type:mesh ball", "céra")) {
            edits.filter(query, null);
            assertThat(ada.rowNames()).as(query).containsExactly("Group", "Céramic BALL");
        }
        edits.filter("is:hidden", null);
        assertThat(ada.rowNames()).isEmpty();
        edits.write("[{\"node\":\"" + box + "\",\"set\":{\"v\":1}}]");
        assertThat(ada.rowNames()).containsExactly("Box");
        edits.filter(" ", null);
        assertThat(ada.rowNames()).containsExactly("Group", "Box");
        edits.expandAll(true);
        assertThat(ada.rowNames()).containsExactly("Group", "Céramic BALL", "Box");
        edits.expandAll(false);
        assertThat(ada.rowNames()).hasSize(2);
    }

    @Test
    @DisplayName(
            "[E133] a search among some nodes leaves those of them that match, with all above; ids that are not there do no harm")
    void searchesAmongSome() {
        String group = ada.core.addGroup();
        String ball = ada.core.addPrimitive("sphere");
        ada.core.addPrimitive("sphere");
        String box = ada.core.addPrimitive("box");
        edits.move(List.of(ball), group, 0, true);
        edits.filter("", List.of("nobody", ball, box));
        assertThat(ada.rowNames()).containsExactly("Group", "Sphere", "Box");
        edits.filter("type:sphere", List.of("nobody", ball, box));
        assertThat(ada.rowNames()).containsExactly("Group", "Sphere");
        edits.filter("", List.of());
        assertThat(ada.rowNames()).isEmpty();
        edits.filter("", null);
        assertThat(ada.rowNames()).containsExactly("Group", "Sphere 2", "Box");
    }

    @Test
    @DisplayName("[E133] several are selected at once, those that are not there left out")
    void selects() {
        String a = ada.core.addPrimitive("box");
        String b = ada.core.addPrimitive("box");
        edits.select(List.of(a, "nobody", b));
        assertThat(ada.core.selection()).containsExactly(a, b);
        edits.select(List.of());
        assertThat(ada.core.selection()).isEmpty();
    }
}
