package io.jenkins.lib.containergate.policy.cel;

import java.util.BitSet;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.IteratorT;
import org.projectnessie.cel.common.types.ref.BaseVal;
import org.projectnessie.cel.common.types.ref.Type;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Lister;

/**
 * A list of which it is known only at deployment whether it has some items: it has no size, and what follows such an item has
 * no index. What a loop comes to is for {@link Loops} to say.
 */
final class OpenList extends BaseVal implements Lister {
    private final Lister items;
    private final BitSet open;

    /**
     * @param items with those that may be absent
     * @param open the indexes of these
     */
    OpenList(Lister items, BitSet open) {
        this.items = items;
        this.open = (BitSet) open.clone();
    }

    /** The items themselves, of a list that may be open. */
    static Lister items(Lister list) {
        return list instanceof OpenList open ? open.items : list;
    }

    /** One list after another. */
    static Val together(Lister left, Lister right) {
        Val together = items(left).add(items(right));
        if (!(together instanceof Lister list) || !(left instanceof OpenList) && !(right instanceof OpenList)) {
            return together;
        }
        BitSet open = new BitSet();
        if (left instanceof OpenList first) {
            open.or(first.open);
        }
        if (right instanceof OpenList second) {
            int before = (int) items(left).size().intValue();
            second.open.stream().forEach(index -> open.set(before + index));
        }
        return new OpenList(list, open);
    }

    @Override
    public Val size() {
        return Err.newErr(RuleTypes.DEPLOYMENT);
    }

    @Override
    public Val get(Val index) {
        Val item = items.get(index);
        int first = open.nextSetBit(0);
        boolean moves = first >= 0
                && !Err.isError(item)
                && index.convertToType(IntT.IntType).intValue() > first;
        return moves ? Err.newErr(RuleTypes.DEPLOYMENT) : item;
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
        return other instanceof Lister list ? together(this, list) : items.add(other);
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
