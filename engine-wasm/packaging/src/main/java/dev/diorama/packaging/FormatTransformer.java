package dev.diorama.packaging;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullConstantInstruction;

/**
 * Leaves format v2 of updates out of the engine: its wire and what it keeps are v1, and nothing in it ever names the other.
 *
 * <p>TeaVM cannot know that, since the format is a value; so the one place that makes readers and writers of it makes none here.
 */
public final class FormatTransformer implements ClassHolderTransformer {
    private static final String FORMATS = "dev.diorama.scene.crdt.UpdateFormat";
    private static final String LEFT_OUT = "V2";

    /** TeaVM makes it by its name. */
    public FormatTransformer() {}

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(FORMATS)) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            if (method.getProgram() != null) {
                for (BasicBlock block : method.getProgram().getBasicBlocks()) {
                    leaveOut(block);
                }
            }
        }
    }

    private static void leaveOut(BasicBlock block) {
        Instruction next;
        for (Instruction each = block.getFirstInstruction(); each != null; each = next) {
            next = each.getNext();
            if (each instanceof ConstructInstruction made && made.getType().endsWith(LEFT_OUT)) {
                NullConstantInstruction none = new NullConstantInstruction();
                none.setReceiver(made.getReceiver());
                none.setLocation(made.getLocation());
                each.replace(none);
            } else if (each instanceof InvokeInstruction call
                    && call.getMethod().getClassName().endsWith(LEFT_OUT)) {
                each.delete();
            }
        }
    }
}
