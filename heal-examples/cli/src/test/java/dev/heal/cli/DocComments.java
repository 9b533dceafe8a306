package dev.heal.cli;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds what the public documentation of sources lacks. Reads syntax only, so that sources need no class path; exceptions
 * count as checked unless they are declared as one of the usual unchecked ones.
 */
final class DocComments {

    private final DocTrees trees;
    private final CompilationUnitTree unit;
    private final List<String> missing;

    private DocComments(DocTrees trees, CompilationUnitTree unit, List<String> missing) {
        this.trees = trees;
        this.unit = unit;
        this.missing = missing;
    }

    /** All that is missing, one line each: {@code file:line: what}. */
    static List<String> missingIn(Iterable<? extends JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        DocTrees trees = DocTrees.instance(task);
        List<String> missing = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            DocComments comments = new DocComments(trees, unit, missing);
            TreePath root = new TreePath(unit);
            for (Tree declared : unit.getTypeDecls()) {
                if (declared instanceof ClassTree type) {
                    comments.type(new TreePath(root, type), type, false);
                }
            }
        }
        return missing;
    }

    private void type(TreePath path, ClassTree type, boolean inInterface) {
        if (!inInterface && !isVisible(type.getModifiers().getFlags())) {
            return;
        }
        Tags tags = tags(path, "type " + type.getSimpleName());
        type.getTypeParameters().forEach(p -> tags.needParam(name(p), true));
        boolean isRecord = type.getKind() == Kind.RECORD;
        boolean isInterface = type.getKind() == Kind.INTERFACE || type.getKind() == Kind.ANNOTATION_TYPE;
        for (Tree member : type.getMembers()) {
            TreePath memberPath = new TreePath(path, member);
            if (member instanceof ClassTree nested) {
                type(memberPath, nested, isInterface);
            } else if (member instanceof MethodTree method) {
                method(memberPath, method, type, isInterface);
            } else if (member instanceof VariableTree field) {
                field(memberPath, field, type, tags, isRecord, isInterface);
            }
        }
    }

    private void field(
            TreePath path, VariableTree field, ClassTree type, Tags ofType, boolean isRecord, boolean isInterface) {
        boolean isConstant = field.getModifiers().getFlags().contains(Modifier.STATIC);
        if (isRecord && !isConstant) {
            ofType.needParam(field.getName().toString(), false);
        } else if (isInterface
                || isVisible(field.getModifiers().getFlags())
                || (type.getKind() == Kind.ENUM && isEnumConstant(field))) {
            Tags unused = tags(path, "field " + field.getName());
        }
    }

    private void method(TreePath path, MethodTree method, ClassTree owner, boolean isInterface) {
        Set<Modifier> flags = method.getModifiers().getFlags();
        boolean visible = isInterface ? !flags.contains(Modifier.PRIVATE) : isVisible(flags);
        boolean constructor = method.getReturnType() == null;
        if (!visible || isOverride(method) || isGenerated(path) || (constructor && isCompact(method, owner))) {
            return;
        }
        String name = constructor
                ? owner.getSimpleName().toString()
                : method.getName().toString();
        Tags tags = tags(path, (constructor ? "constructor " : "method ") + name);
        method.getTypeParameters().forEach(p -> tags.needParam(name(p), true));
        method.getParameters().forEach(p -> tags.needParam(p.getName().toString(), false));
        if (!constructor && !method.getReturnType().toString().equals("void")) {
            tags.need(DocTree.Kind.RETURN, "@return");
        }
        method.getThrows().stream()
                .map(Tree::toString)
                .filter(t -> !isUnchecked(t))
                .forEach(tags::needThrows);
    }

    private static boolean isUnchecked(String type) {
        try {
            Class<?> known = Class.forName(type.contains(".") ? type : "java.lang." + type);
            return RuntimeException.class.isAssignableFrom(known) || Error.class.isAssignableFrom(known);
        } catch (ClassNotFoundException notOfTheJdk) {
            return false;
        }
    }

    /** Compact constructors have no parameters of their own; the parser shows those of the record. */
    private static boolean isCompact(MethodTree method, ClassTree owner) {
        if (owner.getKind() != Kind.RECORD) {
            return false;
        }
        List<String> components = owner.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(v -> !v.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(v -> v.getName() + " " + v.getType())
                .toList();
        List<String> parameters = method.getParameters().stream()
                .map(v -> v.getName() + " " + v.getType())
                .toList();
        return parameters.isEmpty() ? components.isEmpty() : parameters.equals(components);
    }

    private boolean isGenerated(TreePath path) {
        return trees.getSourcePositions().getEndPosition(unit, path.getLeaf()) < 0;
    }

    private static boolean isOverride(MethodTree method) {
        for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals("Override")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnumConstant(VariableTree field) {
        // enum constants are public static final without saying so
        return field.getModifiers().getFlags().contains(Modifier.STATIC)
                && field.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean isVisible(Set<Modifier> flags) {
        return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private static String name(TypeParameterTree parameter) {
        return parameter.getName().toString();
    }

    private Tags tags(TreePath path, String what) {
        DocCommentTree comment = trees.getDocCommentTree(path);
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, path.getLeaf()));
        Tags tags = new Tags(unit.getSourceFile().getName() + ":" + line + ": " + what, comment);
        if (comment == null) {
            missing.add(tags.where + " has no doc comment");
        } else if (comment.getFirstSentence().isEmpty()) {
            missing.add(tags.where + " has no first sentence");
        }
        return tags;
    }

    /** The block tags of one comment; a comment that is not there is reported once and needs nothing more. */
    private final class Tags {
        private final String where;
        private final boolean absent;
        private final Set<String> seen = new HashSet<>();

        Tags(String where, DocCommentTree comment) {
            this.where = where;
            this.absent = comment == null;
            if (comment != null) {
                comment.getBlockTags().forEach(tag -> seen.add(key(tag)));
                comment.getFullBody().forEach(tag -> seen.add(key(tag)));
            }
        }

        void needParam(String name, boolean type) {
            need("@param " + (type ? "<" + name + ">" : name));
        }

        void needThrows(String type) {
            need("@throws " + type.substring(type.lastIndexOf('.') + 1));
        }

        void need(DocTree.Kind kind, String text) {
            if (!absent && !seen.contains(kind.name())) {
                missing.add(where + " lacks " + text);
            }
        }

        private void need(String text) {
            if (!absent && !seen.contains(text)) {
                missing.add(where + " lacks " + text);
            }
        }

        private static String key(DocTree tag) {
            if (tag instanceof ParamTree param) {
                String name = param.getName().getName().toString();
                return "@param " + (param.isTypeParameter() ? "<" + name + ">" : name);
            } else if (tag instanceof ThrowsTree thrown) {
                String type = thrown.getExceptionName().getSignature();
                return "@throws " + type.substring(type.lastIndexOf('.') + 1);
            }
            return tag.getKind().name();
        }
    }
}
