package dev.diorama.packaging;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.FieldHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.StringConstantInstruction;

/** Shortens the shaders while TeaVM compiles: every text of the engine that declares a function of WGSL. */
public final class ShaderTransformer implements ClassHolderTransformer {
    private static final String ENGINE = "dev.diorama.engine.";

    /** TeaVM makes it by its name. */
    public ShaderTransformer() {}

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().startsWith(ENGINE)) {
            return;
        }
        for (FieldHolder field : type.getFields()) {
            if (field.getInitialValue() instanceof String text && isShader(text)) {
                field.setInitialValue(shorter(text));
            }
        }
        for (MethodHolder method : type.getMethods()) {
            if (method.getProgram() != null) {
                for (BasicBlock block : method.getProgram().getBasicBlocks()) {
                    shorten(block);
                }
            }
        }
    }

    private static void shorten(BasicBlock block) {
        for (Instruction instruction : block) {
            if (instruction instanceof StringConstantInstruction text && isShader(text.getConstant())) {
                text.setConstant(shorter(text.getConstant()));
            }
        }
    }

    private static String shorter(String text) {
        return ShaderNames.shorter(ShaderText.shorter(text));
    }

    static boolean isShader(String text) {
        return text.contains("\n") && (text.contains("fn ") || text.contains("@group(") || text.contains("struct "));
    }
}
