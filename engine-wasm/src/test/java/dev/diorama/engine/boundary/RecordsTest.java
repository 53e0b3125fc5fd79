package dev.diorama.engine.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.editor.NodeInfo;
import dev.diorama.engine.editor.PeerInfo;
import dev.diorama.engine.editor.SceneInfo;
import dev.diorama.engine.editor.ScreenPoint;
import dev.diorama.engine.editor.SyncInfo;
import dev.diorama.engine.editor.TreeRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E70] records as index.d.ts declares them")
class RecordsTest {
    @Test
    void rowsOfTheTree() {
        TreeRow row = new TreeRow("n", "A \"b\"", "mesh", "box", 2, true, false, true, List.of("#ff0000"));

        assertThat(Records.rows(List.of(row, row)))
                .startsWith(
                        "[{\"id\":\"n\",\"name\":\"A \\\"b\\\"\",\"kind\":\"mesh\",\"primitive\":\"box\",\"depth\":2,"
                                + "\"expandable\":true,\"expanded\":false,\"selected\":true,\"peerColors\":[\"#ff0000\"]},{\"id\"");
    }

    @Test
    void aNode() {
        NodeInfo node =
                new NodeInfo("n", "N", "mesh", "sphere", "", 1, 2, 3.5f, 0, 0, 0, 1, 1, 1, 1, Map.of("radius", 0.25f));

        assertThat(Records.node(node))
                .isEqualTo(
                        "{\"id\":\"n\",\"name\":\"N\",\"kind\":\"mesh\",\"primitive\":\"sphere\",\"parent\":\"\","
                                + "\"position\":[1,2,3.5],\"rotation\":[0,0,0,1],\"scale\":[1,1,1],\"parameters\":{\"radius\":0.25}}");
        assertThat(Records.node(null)).isEqualTo("null");
    }

    @Test
    void peopleSyncAndScene() {
        PeerInfo peer = new PeerInfo(4294967295L, "Ada", "#abcdef", true, List.of("n", "m"));

        assertThat(Records.peers(List.of(peer)))
                .isEqualTo("[{\"clientId\":4294967295,\"name\":\"Ada\",\"color\":\"#abcdef\",\"self\":true,"
                        + "\"selection\":[\"n\",\"m\"]}]");
        assertThat(Records.sync(new SyncInfo(true, true, 3)))
                .isEqualTo("{\"synced\":true,\"connected\":true,\"pending\":3}");
        assertThat(Records.scene(new SceneInfo("S", 0, 0.5f, 1, 7)))
                .isEqualTo("{\"name\":\"S\",\"background\":[0,0.5,1],\"nodes\":7}");
    }

    @Test
    void pointsAndWhereThereIsNone() {
        assertThat(Records.point(new ScreenPoint(10.5f, 20))).isEqualTo("[10.5,20]");
        assertThat(Records.point(null)).isEqualTo("null");
    }
}
