package io.jenkins.lib.containergate.policy.cel;

import java.util.Set;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IteratorT;
import org.projectnessie.cel.common.types.ref.Type;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Mapper;

/**
 * A map of which it is known only at deployment whether it has some members.
 *
 * @param members with those that may be absent
 * @param open the keys of these
 */
record OpenMap(Mapper members, Set<String> open) implements Mapper {
    OpenMap {
        open = Set.copyOf(open);
    }

    /** What {@code has} and {@code in} ask. */
    @Override
    public Val contains(Val key) {
        return key.value() instanceof String name && open.contains(name)
                ? Err.newErr(RuleTypes.DEPLOYMENT)
                : members.contains(key);
    }

    @Override
    public Val find(Val key) {
        return members.find(key);
    }

    @Override
    public Val get(Val key) {
        return members.get(key);
    }

    @Override
    public Val size() {
        return Err.newErr(RuleTypes.DEPLOYMENT);
    }

    /** A loop cannot have an error in the place of a key: its body may not look at the key. */
    @Override
    public IteratorT iterator() {
        throw new IllegalStateException(RuleTypes.DEPLOYMENT);
    }

    @Override
    public Val equal(Val other) {
        return members.equal(other);
    }

    @Override
    public <T> T convertToNative(Class<T> target) {
        return members.convertToNative(target);
    }

    @Override
    public Val convertToType(Type target) {
        return members.convertToType(target);
    }

    @Override
    public Type type() {
        return members.type();
    }

    @Override
    public Object value() {
        return members.value();
    }

    @Override
    public boolean booleanValue() {
        return members.booleanValue();
    }

    @Override
    public long intValue() {
        return members.intValue();
    }

    @Override
    public double doubleValue() {
        return members.doubleValue();
    }
}
