package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {
    private static final List<String> PRIMITIVES = List.of("box", "sphere", "plane", "cylinder", "cone");

    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final List<Person> people = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20261121})
    @DisplayName("[E53] whatever three people do, with connections that come and go, all end equal and acknowledged")
    void randomSessionsConverge(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            people.add(new Person(100 + i, clock));
            relay.join(people.get(i));
        }
        for (int step = 0; step < 300; step++) {
            Person person = people.get(random.nextInt(people.size()));
            act(person, random);
            if (random.nextInt(3) > 0) {
                relay.deliver();
            }
            people.get(random.nextInt(people.size())).frame();
        }
        people.stream().filter(p -> p.relay == null).toList().forEach(relay::join);
        relay.deliver();
        Person first = people.getFirst();
        for (Person person : people) {
            person.frames(2);
            relay.deliver();
            assertThat(person.core.stateHash()).isEqualTo(relay.stateHash());
            assertThat(person.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 0));
            assertThat(allNames(person)).isEqualTo(allNames(first));
        }
    }

    private static List<String> allNames(Person person) {
        for (int row = 0; row < person.core.treeRowCount(); row++) {
            person.core.setExpanded(person.core.treeRows(row, 1).getFirst().id(), true);
        }
        return person.rowNames();
    }

    private void act(Person person, Random random) {
        List<String> nodes =
                person.core.treeRows(0, 1000).stream().map(TreeRow::id).toList();
        String node = nodes.isEmpty() ? null : nodes.get(random.nextInt(nodes.size()));
        int kind = random.nextInt(14);
        if (kind < 2 || node == null) {
            person.core.addPrimitive(PRIMITIVES.get(random.nextInt(PRIMITIVES.size())));
            return;
        }
        switch (kind) {
            case 2 -> person.core.addGroup();
            case 3 -> person.core.rename(node, "Node " + random.nextInt(1000));
            case 4 -> person.core.setPosition(node, random.nextFloat(), random.nextFloat(), random.nextFloat());
            case 5 -> person.core.setExpanded(node, true);
            case 6 -> person.core.select(node, random.nextBoolean() ? SelectMode.REPLACE : SelectMode.TOGGLE);
            case 7 -> drag(person, random);
            case 8 -> move(person, node, nodes.get(random.nextInt(nodes.size())), random);
            case 9 -> {
                if (random.nextInt(4) == 0) {
                    person.core.deleteSelection();
                }
            }
            case 10 -> person.core.setBackground(random.nextFloat(), random.nextFloat(), random.nextFloat());
            case 11 -> person.core.undo();
            case 12 -> person.core.redo();
            default -> {
                if (person.relay == null) {
                    relay.join(person);
                } else {
                    relay.drop(person);
                }
            }
        }
    }

    private void drag(Person person, Random random) {
        ScreenPoint at = person.core.gizmoHandle(random.nextInt(3));
        if (at == null) {
            return;
        }
        person.core.pointerDown(at.x(), at.y(), 0, 0);
        for (int i = 0; i < 3; i++) {
            person.core.pointerMove(at.x() + random.nextInt(50), at.y() + random.nextInt(50), 1, 0);
            person.frame();
            if (random.nextBoolean()) {
                relay.deliver();
            }
        }
        if (random.nextInt(4) == 0) {
            person.core.pointerCancel();
        } else {
            person.core.pointerUp(at.x() + 20, at.y() + 10, 0, 0);
        }
    }

    private static void move(Person person, String node, String parent, Random random) {
        try {
            person.core.edits().move(List.of(node), random.nextInt(4) == 0 ? "" : parent, random.nextInt(5), false);
        } catch (EditorException e) {
            assertThat(e.code()).isEqualTo(EditorException.Code.INVALID_EDIT);
        }
    }
}
