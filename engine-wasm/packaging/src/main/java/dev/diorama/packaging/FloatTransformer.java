package dev.diorama.packaging;

import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Gives the engine as JavaScript the floats of Java. TeaVM's JavaScript has a double for each float and never rounds it: numbers would be
 * stored here that no other person has, doubles be sent as if a float could hold them, and easing not come to rest.
 */
public final class FloatTransformer implements ClassHolderTransformer {
    private static final MethodReference ROUND =
            new MethodReference("dev.diorama.bindgen.runtime.Floats", "round", ValueType.FLOAT, ValueType.FLOAT);

    /** The one that rounds, and what it rounds with. */
    private static final List<String> AS_THEY_ARE = List.of(ROUND.getClassName(), "java.lang.Float");

    private static final String EXPORT = "org.teavm.jso.JSExport";

    /** TeaVM makes it by its name. */
    public FloatTransformer() {}

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (AS_THEY_ARE.contains(type.getName())) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            Program program = method.getProgram();
            if (program == null || program.basicBlockCount() == 0) {
                continue;
            }
            for (BasicBlock block : program.getBasicBlocks()) {
                round(program, block);
            }
            if (method.getAnnotations().get(EXPORT) != null) {
                roundArguments(method, program);
            }
        }
    }

    private static void round(Program program, BasicBlock block) {
        Instruction next;
        for (Instruction each = block.getFirstInstruction(); each != null; each = next) {
            next = each.getNext();
            if (each instanceof CastNumberInstruction cast && cast.getTargetType() == NumericOperandType.FLOAT) {
                Variable result = cast.getReceiver();
                cast.setReceiver(program.createVariable());
                each.insertNext(rounding(cast.getReceiver(), result, each));
            } else if (each instanceof BinaryInstruction sum && isRounded(sum)) {
                Variable result = sum.getReceiver();
                sum.setReceiver(program.createVariable());
                each.insertNext(rounding(sum.getReceiver(), result, each));
            } else if (each instanceof FloatConstantInstruction constant) {
                writeExactly(program, constant);
            }
        }
    }

    private static boolean isRounded(BinaryInstruction operation) {
        return operation.getOperandType() == NumericOperandType.FLOAT
                && switch (operation.getOperation()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> true;
                    default -> false;
                };
    }

    /** A constant is written with the digits that tell it from other floats, which as a double are another number. */
    private static void writeExactly(Program program, FloatConstantInstruction constant) {
        float value = constant.getConstant();
        if (Double.parseDouble(Float.toString(value)) == value || Float.isNaN(value)) {
            return;
        }
        DoubleConstantInstruction exact = new DoubleConstantInstruction();
        exact.setConstant(value);
        exact.setReceiver(program.createVariable());
        exact.setLocation(constant.getLocation());
        CastNumberInstruction cast = new CastNumberInstruction(NumericOperandType.DOUBLE, NumericOperandType.FLOAT);
        cast.setValue(exact.getReceiver());
        cast.setReceiver(constant.getReceiver());
        cast.setLocation(constant.getLocation());
        constant.insertPrevious(exact);
        constant.replace(cast);
    }

    private static void roundArguments(MethodHolder method, Program program) {
        for (int i = 0; i < method.parameterCount(); i++) {
            if (method.parameterType(i).equals(ValueType.FLOAT)) {
                Variable argument = program.variableAt(i + 1);
                BasicBlock first = program.basicBlockAt(0);
                first.addFirst(rounding(argument, argument, first.getFirstInstruction()));
            }
        }
    }

    private static InvokeInstruction rounding(Variable value, Variable result, Instruction beside) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(ROUND);
        call.setArguments(value);
        call.setReceiver(result);
        call.setLocation(beside.getLocation());
        return call;
    }
}
