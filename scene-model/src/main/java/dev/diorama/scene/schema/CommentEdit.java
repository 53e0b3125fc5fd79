package dev.diorama.scene.schema;

import dev.diorama.scene.schema.StepName.Action;

/** Edits of comments. They are no steps of undo: a thread is a conversation, not a part of the work. */
public sealed interface CommentEdit extends SceneEdit {

    @Override
    default boolean isStep() {
        return false;
    }

    @Override
    default StepName stepName(SceneView view) {
        return new StepName(Action.CHANGE, "comment", 1);
    }

    /**
     * Begins a thread.
     *
     * @param node what it is pinned to, ROOT for a place in the world
     * @param x place in the node's own space, metres
     * @param author a name
     * @param created milliseconds since 1970
     */
    record AddComment(String id, NodeId node, float x, float y, float z, String author, long created, String body)
            implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.addComment(plan, this);
        }
    }

    /** Changes what a thread begins with; others' edits of other parts of the text are kept. */
    record ChangeComment(String id, String body) implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.changeComment(plan, id, body);
        }
    }

    /** Settles a thread, or opens it again. */
    record ResolveComment(String id, boolean resolved) implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.resolveComment(plan, id, resolved);
        }
    }

    /** Deletes a thread. */
    record DeleteComment(String id) implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.delete(plan, EntryKind.COMMENT, id);
        }
    }

    /**
     * Answers in a thread.
     *
     * @param id new within the thread
     * @param created milliseconds since 1970
     */
    record AddReply(String comment, String id, String author, long created, String body) implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.addReply(plan, this);
        }
    }

    /** Takes an answer out of a thread. */
    record DeleteReply(String comment, String id) implements CommentEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.deleteReply(plan, comment, id);
        }
    }
}
