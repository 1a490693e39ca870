package io.jenkins.lib.containergate.policy.cel;

import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IteratorT;
import org.projectnessie.cel.common.types.ref.BaseVal;
import org.projectnessie.cel.common.types.ref.Type;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Lister;

/** A list of which it is known only at deployment whether it has some items: it has no size. */
final class OpenList extends BaseVal implements Lister {
    private final Lister items;

    /** @param items with those that may be absent */
    OpenList(Lister items) {
        this.items = items;
    }

    /** The items themselves, of a list that may be open. */
    static Lister items(Lister list) {
        return list instanceof OpenList open ? open.items : list;
    }

    @Override
    public Val size() {
        return Err.newErr(RuleTypes.DEPLOYMENT);
    }

    @Override
    public Val get(Val index) {
        return items.get(index);
    }

    @Override
    public IteratorT iterator() {
        return items.iterator();
    }

    @Override
    public Val contains(Val value) {
        return items.contains(value);
    }

    @Override
    public Val add(Val other) {
        Val together = items.add(other instanceof Lister list ? items(list) : other);
        return together instanceof Lister list ? new OpenList(list) : together;
    }

    @Override
    public Val equal(Val other) {
        return Err.newErr(RuleTypes.DEPLOYMENT);
    }

    @Override
    public <T> T convertToNative(Class<T> target) {
        return items.convertToNative(target);
    }

    @Override
    public Val convertToType(Type target) {
        return items.convertToType(target);
    }

    @Override
    public Type type() {
        return items.type();
    }

    @Override
    public Object value() {
        return items.value();
    }
}
