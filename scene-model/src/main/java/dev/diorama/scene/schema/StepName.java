package dev.diorama.scene.schema;

/**
 * What a step of undo is called.
 *
 * @param action what was done
 * @param object to what: a node's name, or what of the scene
 * @param count to how many; with more than one, {@code object} is the first
 */
public record StepName(Action action, String object, int count) {

    /** In English, as "Move Cube" and "Delete 3 objects". */
    public String text() {
        return action.verb + " " + (count == 1 ? object : count + " objects");
    }

    /** What an edit does. */
    public enum Action {
        ADD("Add"),
        CHANGE("Change"),
        DELETE("Delete"),
        DUPLICATE("Duplicate"),
        GROUP("Group"),
        HIDE("Hide"),
        IMPORT("Import"),
        LOCK("Lock"),
        MOVE("Move"),
        PASTE("Paste"),
        RENAME("Rename"),
        REPARENT("Reparent"),
        RESTORE("Restore"),
        SHOW("Show"),
        TRANSFORM("Transform"),
        UNGROUP("Ungroup"),
        UNLOCK("Unlock");

        private final String verb;

        Action(String verb) {
            this.verb = verb;
        }
    }
}
