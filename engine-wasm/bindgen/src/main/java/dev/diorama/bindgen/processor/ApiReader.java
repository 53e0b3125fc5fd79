package dev.diorama.bindgen.processor;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.diorama.bindgen.AtLeast;
import dev.diorama.bindgen.OneByOne;
import dev.diorama.bindgen.WebExport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the exported class; what cannot cross is an error at its place in the source. */
final class ApiReader {
    /** Names of an instance that the glue needs for itself. */
    private static final Set<String> TAKEN = Set.of("constructor", "then", "main");

    private static final int MOST_ARGUMENTS = 7;

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final TypeReader types;

    ApiReader(ProcessingEnvironment environment) {
        this.environment = environment;
        this.problems = new Problems(environment.getMessager());
        this.types = new TypeReader(environment, problems);
    }

    /** {@code null} when something was refused. */
    @Nullable Api read(TypeElement type) {
        WebExport export = type.getAnnotation(WebExport.class);
        boolean plain = type.getKind() == ElementKind.CLASS
                && type.getModifiers().contains(Modifier.PUBLIC)
                && type.getNestingKind().equals(javax.lang.model.element.NestingKind.TOP_LEVEL)
                && type.getTypeParameters().isEmpty();
        if (!plain) {
            problems.at(type, "only a public class at the top of its file, without type parameters, can be exported");
            return null;
        }
        types.exported(type);
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (constructor.getModifiers().contains(Modifier.PUBLIC)) {
                problems.at(
                        constructor,
                        "a constructor cannot be exported, because it cannot be asynchronous: make it private or package-private and"
                                + " write a static method that ends in Completion<"
                                + type.getSimpleName() + ">");
            }
        }
        List<Api.Method> methods = methods(type);
        List<Api.Constant> codes = codes(export);
        if (problems.any()) {
            return null;
        }
        Element packageElement = environment.getElementUtils().getPackageOf(type);
        return new Api(
                packageElement.toString(),
                type.getSimpleName().toString(),
                export.npm(),
                export.description(),
                types.doc(packageElement),
                types.doc(type),
                codes,
                methods);
    }

    private List<Api.Method> methods(TypeElement type) {
        List<Api.Method> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (!method.getModifiers().contains(Modifier.PUBLIC) || isObjects(method)) {
                continue;
            }
            String name = method.getSimpleName().toString();
            if (!names.add(name)) {
                problems.at(method, "JavaScript has no overloading: " + name + " is exported already");
            } else if (TAKEN.contains(name)) {
                problems.at(method, "a method of JavaScript cannot be called " + name);
            } else {
                methods.add(method(method, type));
            }
        }
        return methods;
    }

    private static boolean isObjects(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return switch (name) {
            case "toString", "hashCode" -> method.getParameters().isEmpty();
            case "equals" -> method.getParameters().size() == 1;
            default -> false;
        };
    }

    private Api.Method method(ExecutableElement method, TypeElement type) {
        if (!method.getTypeParameters().isEmpty()) {
            problems.at(method, "an exported method cannot have type parameters");
        }
        for (TypeMirror thrown : method.getThrownTypes()) {
            if (types.isChecked(thrown)) {
                problems.at(
                        method,
                        "an exported method cannot throw a checked exception, " + thrown
                                + ": throw an unchecked one that implements Coded");
            }
        }
        boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
        List<? extends VariableElement> declared = method.getParameters();
        DeclaredType completion = declared.isEmpty() ? null : types.completion(declared.get(declared.size() - 1));
        boolean async = completion != null;
        CrossType result;
        if (completion != null) {
            if (!types.isVoid(method.getReturnType())) {
                problems.at(method, "a method that ends in a Completion returns void: its promise gives the result");
            }
            result = types.result(completion.getTypeArguments().get(0), declared.get(declared.size() - 1), true);
        } else {
            result = types.result(method.getReturnType(), method, false);
        }
        if (result instanceof CrossType.Itself && !(isStatic && async)) {
            problems.at(
                    method,
                    "an instance of " + type.getSimpleName()
                            + " can only come out of a static method that ends in Completion<" + type.getSimpleName()
                            + ">");
        }
        List<Api.Parameter> parameters =
                parameters(async ? declared.subList(0, declared.size() - 1) : declared, isStatic && async, result);
        refuseSuspension(method);
        int crossing = parameters.stream().mapToInt(ApiReader::width).sum() + (async ? 1 : 0);
        if (crossing > MOST_ARGUMENTS) {
            problems.at(method, crossing + " values cross at once; " + MOST_ARGUMENTS + " are possible");
        }
        return new Api.Method(
                method.getSimpleName().toString(), types.doc(method), isStatic, async, parameters, result);
    }

    private static int width(Api.Parameter parameter) {
        return switch (parameter.type()) {
            case CrossType.Struct options -> options.components().size();
            case CrossType.Numbers ignored -> 0;
            case CrossType.Listener ignored -> 0;
            default -> 1;
        };
    }

    private List<Api.Parameter> parameters(List<? extends VariableElement> declared, boolean factory, CrossType made) {
        List<Api.Parameter> parameters = new ArrayList<>();
        int arrays = 0;
        for (VariableElement parameter : declared) {
            if (types.completion(parameter) != null) {
                problems.at(parameter, "a Completion is the last parameter");
            }
            CrossType type = types.parameter(parameter);
            if (type instanceof CrossType.Numbers && ++arrays > 1) {
                problems.at(parameter, "one array crosses at a time: put both into one, or make two calls");
            }
            if (type instanceof CrossType.Listener && !(factory && made instanceof CrossType.Itself)) {
                problems.at(
                        parameter,
                        "a listener belongs to an instance: it can only be given to the method that makes one");
            }
            AtLeast least = parameter.getAnnotation(AtLeast.class);
            if (least != null && type != CrossType.Scalar.INT) {
                problems.at(parameter, "@AtLeast is for int");
            }
            boolean inTurn = parameter.getAnnotation(OneByOne.class) != null;
            if (inTurn && !(factory && type instanceof CrossType.Browser)) {
                problems.at(
                        parameter,
                        "@OneByOne is for an object of the browser given to a method that makes an instance");
            }
            parameters.add(new Api.Parameter(
                    parameter.getSimpleName().toString(), type, least == null ? null : least.value(), inTurn));
        }
        return parameters;
    }

    private List<Api.Constant> codes(WebExport export) {
        TypeMirror errors;
        try {
            throw new IllegalStateException(export.errors().getName());
        } catch (MirroredTypeException e) {
            errors = e.getTypeMirror();
        }
        if (errors.toString().equals("java.lang.Void")) {
            return List.of();
        }
        Element element = environment.getTypeUtils().asElement(errors);
        if (element.getKind() != ElementKind.ENUM) {
            problems.at(element, "the codes of errors are an enum");
            return List.of();
        }
        List<Api.Constant> codes = new ArrayList<>();
        for (Element constant : element.getEnclosedElements()) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                String name = constant.getSimpleName().toString();
                codes.add(new Api.Constant(name, name, types.doc(constant)));
            }
        }
        return codes;
    }

    /** An exported method runs to its end: what would suspend it is refused where it is written. */
    private void refuseSuspension(ExecutableElement method) {
        Trees trees;
        try {
            trees = Trees.instance(environment);
        } catch (IllegalArgumentException e) {
            return; // not javac: the law tests of the module still see it
        }
        TreePath path = trees.getPath(method);
        if (path == null) {
            return;
        }
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
                if (call.getMethodSelect() instanceof MemberSelectTree select) {
                    String name = select.getIdentifier().toString();
                    boolean sleeps = name.equals("sleep")
                            && select.getExpression().toString().endsWith("Thread");
                    boolean waits = name.equals("await") || name.equals("wait");
                    if (sleeps || (waits && call.getArguments().isEmpty())) {
                        trees.printMessage(
                                javax.tools.Diagnostic.Kind.ERROR,
                                "an exported method cannot be suspended (" + select
                                        + "): take a Completion and go on in a callback",
                                call,
                                getCurrentPath().getCompilationUnit());
                        problems.noted();
                    }
                }
                return super.visitMethodInvocation(call, null);
            }
        }.scan(path, null);
    }
}
