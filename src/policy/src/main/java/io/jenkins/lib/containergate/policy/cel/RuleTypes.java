package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.Unresolved;
import io.jenkins.lib.containergate.policy.cel.RuleVariables.Variable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.ListT;
import org.projectnessie.cel.common.types.MapT;
import org.projectnessie.cel.common.types.pb.ProtoTypeRegistry;
import org.projectnessie.cel.common.types.ref.FieldType;
import org.projectnessie.cel.common.types.ref.TypeRegistry;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Lister;
import org.projectnessie.cel.common.types.traits.Mapper;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Decl;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Type;

/** The types of {@link RuleVariables} as the library knows types. Their values are maps from field to value. */
final class RuleTypes implements TypeRegistry {
    static final String DEPLOYMENT = "known only at deployment";
    /** Of what may also be absent then. */
    static final String PERHAPS_THERE = DEPLOYMENT + ", and whether it is there";

    static final String ABSENT = "is not known here";

    private final TypeRegistry standard = ProtoTypeRegistry.newRegistry();

    /** A variable that has no value where the rule is evaluated. */
    record Absent(String variable) {}

    static List<Decl> variables(GateName gate) {
        return RuleVariables.of(gate).stream()
                .map(variable -> Decls.newVar(variable.key(), type(variable)))
                .toList();
    }

    private static Type type(Variable variable) {
        return type(variable.type());
    }

    private static Type type(RuleVariables.Type type) {
        return switch (type) {
            case TEXT -> Decls.String;
            case TEXTS -> Decls.newListType(Decls.String);
            case LABELS -> Decls.newMapType(Decls.String, Decls.String);
            case FLAG -> Decls.Bool;
            case NUMBER -> Decls.Double;
            case TIME -> Decls.Timestamp;
            case ANY -> Decls.Dyn;
            case FINDINGS -> Decls.newListType(type(RuleVariables.Type.FINDING));
            case PACKAGES -> Decls.newListType(type(RuleVariables.Type.PACKAGE));
            case FINDING, PACKAGE, AFFECTED, IMAGE -> Decls.newObjectType(type.key());
        };
    }

    @Override
    public TypeRegistry copy() {
        return this;
    }

    @Override
    public void register(Object type) {
        throw new UnsupportedOperationException("the types of rules are fixed");
    }

    @Override
    public void registerType(org.projectnessie.cel.common.types.ref.Type... types) {
        throw new UnsupportedOperationException("the types of rules are fixed");
    }

    @Override
    public Val enumValue(String name) {
        return standard.enumValue(name);
    }

    @Override
    public Val findIdent(String name) {
        return standard.findIdent(name);
    }

    @Override
    public @Nullable Type findType(String name) {
        return Arrays.stream(RuleVariables.Type.values())
                .filter(type ->
                        type.key().equals(name) && !RuleVariables.fields(type).isEmpty())
                .findFirst()
                .map(type -> Decls.newTypeType(Decls.newObjectType(name)))
                .orElseGet(() -> standard.findType(name));
    }

    @Override
    public @Nullable FieldType findFieldType(String type, String field) {
        return RuleVariables.field(type, field)
                .map(known -> new FieldType(type(known.type()), value -> true, value -> field(value, field)))
                .orElseGet(() -> standard.findFieldType(type, field));
    }

    private static @Nullable Object field(Object value, String field) {
        return value instanceof Map<?, ?> fields ? fields.get(field) : value;
    }

    @Override
    public Val newValue(String type, Map<String, Val> fields) {
        return standard.newValue(type, fields);
    }

    @Override
    public Val nativeToValue(@Nullable Object value) {
        if (value instanceof Unresolved unresolved) {
            return Err.newErr(unresolved.mayBeAbsent() ? PERHAPS_THERE : DEPLOYMENT);
        }
        if (value instanceof Absent absent) {
            return Err.newErr("%s " + ABSENT, absent.variable());
        }
        // so that what is inside of them comes here, too
        if (value instanceof List<?> list) {
            Val items = ListT.newGenericArrayList(this, list.toArray());
            BitSet open = new BitSet();
            for (int i = 0; i < list.size(); i++) {
                open.set(i, mayBeAbsent(list.get(i)));
            }
            return open.isEmpty() ? items : new OpenList((Lister) items, open);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return standard.nativeToValue(value);
    }

    private Val map(Map<?, ?> map) {
        Val members = MapT.newMaybeWrappedMap(this, map);
        Set<String> open = new HashSet<>();
        map.forEach((key, value) -> {
            if (mayBeAbsent(value)) {
                open.add(String.valueOf(key));
            }
        });
        return open.isEmpty() || !(members instanceof Mapper mapper) ? members : new OpenMap(mapper, open);
    }

    private static boolean mayBeAbsent(@Nullable Object value) {
        return value instanceof Unresolved unresolved && unresolved.mayBeAbsent();
    }
}
