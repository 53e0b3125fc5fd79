package dev.diorama.bindgen.processor;

import dev.diorama.bindgen.AtLeast;
import dev.diorama.bindgen.Completion;
import dev.diorama.bindgen.WebDefault;
import dev.diorama.bindgen.WebFlags;
import dev.diorama.bindgen.WebJson;
import dev.diorama.bindgen.WebListener;
import dev.diorama.bindgen.WebName;
import dev.diorama.bindgen.WebNumber;
import dev.diorama.bindgen.WebOptional;
import dev.diorama.bindgen.WebTimed;
import dev.diorama.bindgen.WebTuple;
import dev.diorama.bindgen.WebType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The table of types: which of Java can cross, in which place, and as what. */
final class TypeReader {
    private static final String JS_OBJECT = "org.teavm.jso.JSObject";

    private final Elements elements;
    private final Types types;
    private final Problems problems;
    private String exported = "";
    private String exportedSimple = "";

    TypeReader(ProcessingEnvironment environment, Problems problems) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.problems = problems;
    }

    void exported(TypeElement type) {
        exported = type.getQualifiedName().toString();
        exportedSimple = type.getSimpleName().toString();
    }

    String doc(Element element) {
        String doc = elements.getDocComment(element);
        return doc == null ? "" : doc;
    }

    boolean isVoid(TypeMirror type) {
        return type.getKind() == TypeKind.VOID;
    }

    boolean isChecked(TypeMirror thrown) {
        return !isA(thrown, "java.lang.RuntimeException") && !isA(thrown, "java.lang.Error");
    }

    private boolean isA(TypeMirror type, String name) {
        TypeElement parent = elements.getTypeElement(name);
        return parent != null && types.isSubtype(types.erasure(type), types.erasure(parent.asType()));
    }

    /** The type of a parameter that is a Completion. */
    @Nullable DeclaredType completion(VariableElement parameter) {
        boolean is = parameter.asType() instanceof DeclaredType declared
                && name(declared).equals(Completion.class.getName())
                && !declared.getTypeArguments().isEmpty();
        return is ? (DeclaredType) parameter.asType() : null;
    }

    // ---- into Java ----

    CrossType parameter(VariableElement parameter) {
        TypeMirror type = parameter.asType();
        CrossType simple = simple(type);
        if (simple == CrossType.Scalar.INT && parameter.getAnnotation(WebFlags.class) != null) {
            return refuse(parameter, "@WebFlags is for the methods of a listener");
        }
        if (simple != null) {
            return simple;
        }
        if (!(type instanceof DeclaredType declared)) {
            return refuse(parameter, cannot(type, "as a parameter", null));
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (isString(declared)) {
            return new CrossType.Text(nullable(parameter, type), null);
        }
        if (nullable(parameter, type)) {
            return refuse(parameter, "only a String can be null as a parameter; for everything else write two methods");
        }
        if (element.getKind() == ElementKind.ENUM) {
            return choice(element);
        }
        if (element.getKind() == ElementKind.RECORD) {
            return options(element);
        }
        if (name(declared).equals("java.util.List") && isString(argument(declared, 0))) {
            return new CrossType.ListOf(new CrossType.Text(false, null));
        }
        if (isA(type, JS_OBJECT)) {
            return browser(parameter, element);
        }
        if (element.getAnnotation(WebListener.class) != null) {
            return listener(element);
        }
        String hint =
                name(declared).equals(Completion.class.getName()) ? "it is the last parameter, with a type" : null;
        return refuse(parameter, cannot(type, "as a parameter", hint));
    }

    private CrossType browser(VariableElement parameter, TypeElement element) {
        WebType written = parameter.getAnnotation(WebType.class);
        if (written == null) {
            written = element.getAnnotation(WebType.class);
        }
        String name = element.getQualifiedName().toString();
        if (written == null && !name.startsWith("org.teavm.jso.dom.")) {
            return refuse(
                    parameter,
                    "which objects of the browser are meant? Write @WebType(\"HTMLCanvasElement\") here or on " + name);
        }
        return new CrossType.Browser(
                name, written == null ? element.getSimpleName().toString() : written.value());
    }

    /** A record as a parameter: its components cross one by one. */
    private CrossType options(TypeElement record) {
        List<CrossType.Component> components = new ArrayList<>();
        String doc = doc(record);
        for (RecordComponentElement component : record.getRecordComponents()) {
            TypeMirror type = component.asType();
            CrossType crosses = simple(type);
            if (isString(type)) {
                crosses = new CrossType.Text(nullable(component, type), null);
            } else if (types.asElement(type) instanceof TypeElement named && named.getKind() == ElementKind.ENUM) {
                crosses = choice(named);
            }
            if (crosses == null || crosses instanceof CrossType.Numbers) {
                crosses = refuse(component, cannot(type, "in a record that is a parameter", null));
            }
            WebDefault fallback = component.getAnnotation(WebDefault.class);
            AtLeast least = component.getAnnotation(AtLeast.class);
            String name = component.getSimpleName().toString();
            components.add(new CrossType.Component(
                    name,
                    crosses,
                    Tsdoc.tag(doc, name),
                    fallback == null ? null : fallback.value(),
                    least == null ? null : least.value()));
        }
        return new CrossType.Struct(
                record.getQualifiedName().toString(), tsName(record), Tsdoc.main(doc), false, false, components, null);
    }

    private CrossType listener(TypeElement type) {
        List<CrossType.Event> events = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            List<CrossType.Argument> arguments = new ArrayList<>();
            for (VariableElement argument : method.getParameters()) {
                arguments.add(new CrossType.Argument(argument.getSimpleName().toString(), event(argument)));
            }
            boolean gathers = arguments.stream().anyMatch(argument -> argument.type() instanceof CrossType.Flags);
            if (!isVoid(method.getReturnType()) || arguments.isEmpty() || (gathers && arguments.size() > 1)) {
                problems.at(
                        method, "a method of a listener returns nothing and takes arguments, or one with @WebFlags");
                continue;
            }
            events.add(new CrossType.Event(
                    method.getSimpleName().toString(),
                    doc(method),
                    arguments,
                    method.getAnnotation(WebOptional.class) != null));
        }
        return new CrossType.Listener(type.getQualifiedName().toString(), tsName(type), doc(type), events);
    }

    private CrossType event(VariableElement argument) {
        TypeMirror type = argument.asType();
        CrossType simple = simple(type);
        WebFlags flags = argument.getAnnotation(WebFlags.class);
        if (flags != null && simple == CrossType.Scalar.INT) {
            return new CrossType.Flags(choice((TypeElement) types.asElement(constants(flags))));
        }
        if (simple == CrossType.Scalar.LONG) {
            return refuse(argument, cannot(type, "as the argument of a listener", "use double"));
        }
        if (simple != null) {
            return simple;
        }
        WebJson json = argument.getAnnotation(WebJson.class);
        if (json != null && isString(type)) {
            return new CrossType.Parsed(struct((TypeElement) types.asElement(shape(json)), false));
        }
        if (isString(type) && !nullable(argument, type)) {
            return new CrossType.Text(false, null);
        }
        if (isA(type, "java.lang.RuntimeException")) {
            return new CrossType.Failure(exportedSimple + "Error");
        }
        return refuse(argument, cannot(type, "as the argument of a listener", null));
    }

    private static TypeMirror constants(WebFlags flags) {
        try {
            throw new IllegalStateException(flags.value().getName());
        } catch (MirroredTypeException e) {
            return e.getTypeMirror();
        }
    }

    private static TypeMirror shape(WebJson json) {
        try {
            throw new IllegalStateException(json.value().getName());
        } catch (MirroredTypeException e) {
            return e.getTypeMirror();
        }
    }

    // ---- out of Java ----

    CrossType result(TypeMirror type, Element place, boolean promised) {
        boolean nothing = promised
                && type instanceof DeclaredType declared
                && name(declared).equals("java.lang.Void");
        if (nothing || isVoid(type)) {
            return CrossType.Scalar.VOID;
        }
        CrossType simple = simple(promised ? unboxed(type) : type);
        if (simple != null) {
            return simple == CrossType.Scalar.LONG && promised
                    ? refuse(place, cannot(type, "as the result of a promise", "use Double"))
                    : simple;
        }
        if (type instanceof DeclaredType declared && name(declared).equals(exported)) {
            return new CrossType.Itself(exportedSimple);
        }
        return inside(type, place, place instanceof ExecutableElement);
    }

    private TypeMirror unboxed(TypeMirror type) {
        try {
            return types.unboxedType(type);
        } catch (IllegalArgumentException e) {
            return type;
        }
    }

    /** A result, or a part of one. */
    private CrossType inside(TypeMirror type, Element place, boolean annotated) {
        CrossType simple = simple(type);
        boolean nullable = isNullable(type) || (annotated && isNullable(place));
        if (simple != null && !(simple instanceof CrossType.Numbers)) {
            return simple;
        }
        if (!(type instanceof DeclaredType declared)) {
            return refuse(place, cannot(type, "in a result", "in a record use a record with @WebTuple, or List"));
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (isString(type)) {
            WebType union = annotated ? place.getAnnotation(WebType.class) : null;
            return new CrossType.Text(nullable, union == null ? null : union.value());
        }
        if (element.getKind() == ElementKind.RECORD) {
            return struct(element, nullable);
        }
        if (nullable) {
            return refuse(place, "only a String and a record can be null in a result");
        }
        if (element.getKind() == ElementKind.ENUM) {
            return choice(element);
        }
        String name = name(declared);
        if (name.equals("java.util.List") && !declared.getTypeArguments().isEmpty()) {
            return new CrossType.ListOf(inside(argument(declared, 0), place, false));
        }
        if (name.equals("java.util.Map") && isString(argument(declared, 0))) {
            return new CrossType.MapOf(inside(boxless(argument(declared, 1)), place, false));
        }
        return refuse(place, cannot(type, "in a result", null));
    }

    private TypeMirror boxless(TypeMirror type) {
        return unboxed(type);
    }

    private CrossType.Struct struct(TypeElement record, boolean nullable) {
        List<CrossType.Component> components = new ArrayList<>();
        String doc = doc(record);
        for (RecordComponentElement component : record.getRecordComponents()) {
            CrossType type = inside(component.asType(), component, true);
            if (type == CrossType.Scalar.LONG) {
                type = component.getAnnotation(WebNumber.class) != null
                        ? CrossType.Scalar.SAFE_LONG
                        : refuse(
                                component,
                                cannot(component.asType(), "in a record", "if 53 bits are enough write @WebNumber"));
            }
            String name = component.getSimpleName().toString();
            components.add(new CrossType.Component(name, type, Tsdoc.tag(doc, name), null, null));
        }
        WebTimed timed = record.getAnnotation(WebTimed.class);
        return new CrossType.Struct(
                record.getQualifiedName().toString(),
                tsName(record),
                Tsdoc.main(doc),
                record.getAnnotation(WebTuple.class) != null,
                nullable,
                components,
                timed == null ? null : new CrossType.Timed(timed.method(), timed.component(), timed.doc()));
    }

    // ---- both ----

    private @Nullable CrossType simple(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return switch (array.getComponentType().getKind()) {
                case BYTE -> CrossType.Numbers.BYTES;
                case INT -> CrossType.Numbers.INTS;
                case FLOAT -> CrossType.Numbers.FLOATS;
                default -> null;
            };
        }
        return switch (type.getKind()) {
            case BOOLEAN -> CrossType.Scalar.BOOLEAN;
            case INT -> CrossType.Scalar.INT;
            case LONG -> CrossType.Scalar.LONG;
            case FLOAT -> CrossType.Scalar.FLOAT;
            case DOUBLE -> CrossType.Scalar.DOUBLE;
            default -> null;
        };
    }

    private CrossType.Choice choice(TypeElement type) {
        List<Api.Constant> constants = new ArrayList<>();
        for (Element element : type.getEnclosedElements()) {
            if (element.getKind() == ElementKind.ENUM_CONSTANT) {
                String name = element.getSimpleName().toString();
                WebName given = element.getAnnotation(WebName.class);
                String shown = given == null ? name.toLowerCase(Locale.ROOT).replace('_', '-') : given.value();
                constants.add(new Api.Constant(name, shown, doc(element)));
            }
        }
        return new CrossType.Choice(type.getQualifiedName().toString(), tsName(type), doc(type), constants);
    }

    private String tsName(TypeElement type) {
        WebName given = type.getAnnotation(WebName.class);
        return given == null ? type.getSimpleName().toString() : given.value();
    }

    private static boolean nullable(Element place, TypeMirror type) {
        return isNullable(type) || isNullable(place);
    }

    private static boolean isNullable(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .anyMatch(annotation -> annotation
                        .getAnnotationType()
                        .asElement()
                        .getSimpleName()
                        .contentEquals("Nullable"));
    }

    private static boolean isString(TypeMirror type) {
        return type instanceof DeclaredType declared && name(declared).equals("java.lang.String");
    }

    private static TypeMirror argument(DeclaredType type, int index) {
        return index < type.getTypeArguments().size() ? type.getTypeArguments().get(index) : type;
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private static String cannot(TypeMirror type, String where, @Nullable String hint) {
        String advice = hint;
        if (advice == null) {
            advice = switch (type.toString()) {
                case "char", "short", "byte" -> "use int";
                case "java.lang.Object" -> "say what it is";
                default ->
                    "what crosses are numbers, boolean, String, enums, records, byte[], int[], float[], objects of the browser, and"
                            + " lists in results";
            };
        }
        return type + " cannot cross " + where + ": " + advice;
    }

    /** Tells what was wrong; the type returned is never written. */
    private CrossType refuse(Element place, String message) {
        problems.at(place, message);
        return CrossType.Scalar.VOID;
    }
}
