package io.jenkins.lib.containergate.policy.cel;

import java.util.Set;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IteratorT;
import org.projectnessie.cel.common.types.ref.BaseVal;
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

    @Override
    public IteratorT iterator() {
        return new Keys(members.iterator(), open);
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

    /** A loop sees an error in the place of a key that may be absent. */
    private static final class Keys extends BaseVal implements IteratorT {
        private final IteratorT keys;
        private final Set<String> open;

        private Keys(IteratorT keys, Set<String> open) {
            this.keys = keys;
            this.open = open;
        }

        @Override
        public Val hasNext() {
            return keys.hasNext();
        }

        @Override
        public Val next() {
            Val key = keys.next();
            return key.value() instanceof String name && open.contains(name) ? Err.newErr(RuleTypes.DEPLOYMENT) : key;
        }

        @Override
        public Val equal(Val other) {
            return keys.equal(other);
        }

        @Override
        public <T> T convertToNative(Class<T> target) {
            return keys.convertToNative(target);
        }

        @Override
        public Val convertToType(Type target) {
            return keys.convertToType(target);
        }

        @Override
        public Type type() {
            return keys.type();
        }

        @Override
        public Object value() {
            return keys.value();
        }
    }
}
