package io.jenkins.lib.containergate.policy.cel;

import java.math.BigDecimal;
import java.util.List;
import org.projectnessie.cel.common.types.BoolT;
import org.projectnessie.cel.common.types.DoubleT;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.IteratorT;
import org.projectnessie.cel.common.types.StringT;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Container;
import org.projectnessie.cel.common.types.traits.Lister;
import org.projectnessie.cel.common.types.traits.Mapper;

/**
 * Equality and {@code in} for lists and maps of which a part may be an error, as what is known only at deployment is. The library
 * takes such a part for one that differs; here the answer is the error where it depends on that part.
 */
final class Equality {
    private static final int LONGEST_NUMBER = 50;

    private final Runnable step;

    /** @param step is run for each pair that is compared */
    Equality(Runnable step) {
        this.step = step;
    }

    /** Of values that are not errors themselves. */
    Val equal(Val left, Val right) {
        if (left instanceof Lister some && right instanceof Lister others) {
            return lists(some, others);
        }
        if (left instanceof Mapper some && right instanceof Mapper others) {
            return maps(some, others);
        }
        if (left instanceof BoolT) {
            return left.equal(flag(right));
        }
        if (right instanceof BoolT) {
            return flag(left).equal(right);
        }
        if (left instanceof StringT && number(right)) {
            return spells(left, right);
        }
        return number(left) && right instanceof StringT ? spells(right, left) : left.equal(right);
    }

    private static boolean number(Val value) {
        return value instanceof IntT || value instanceof DoubleT;
    }

    /** CloudFormation takes a text that spells a number for it, and a number for its text. */
    private static Val spells(Val text, Val number) {
        String digits = String.valueOf(text.value());
        try {
            return digits.length() <= LONGEST_NUMBER
                            && new BigDecimal(digits).compareTo(new BigDecimal(String.valueOf(number.value()))) == 0
                    ? BoolT.True
                    : BoolT.False;
        } catch (NumberFormatException e) {
            return BoolT.False;
        }
    }

    /** Beside what is true or false, a text that CloudFormation takes for it. */
    private static Val flag(Val value) {
        String text = value instanceof StringT ? String.valueOf(value.value()) : "";
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Boolean.parseBoolean(text) ? BoolT.True : BoolT.False
                : value;
    }

    Val unequal(Val left, Val right) {
        Val equal = equal(left, right);
        return equal instanceof BoolT ? BoolT.True == equal ? BoolT.False : BoolT.True : equal;
    }

    Val in(Val value, Val container) {
        if (!(container instanceof Lister given)) {
            return container instanceof Container keys ? keys.contains(value) : Err.newErr("no such overload");
        }
        Lister list = OpenList.items(given);
        Val answer = BoolT.False;
        long size = list.size().intValue();
        for (long i = 0; i < size; i++) {
            Val each = part(value, list.get(IntT.intOf(i)));
            if (each == BoolT.True) {
                return each;
            }
            answer = Err.isError(each) ? each : answer;
        }
        return answer;
    }

    private Val part(Val left, Val right) {
        step.run();
        if (Err.isError(left) || Err.isError(right)) {
            return Err.isError(left) ? left : right;
        }
        Val equal = equal(left, right);
        return equal == BoolT.True || Err.isError(equal) && composed(left, right) ? equal : BoolT.False;
    }

    private static boolean composed(Val left, Val right) {
        return left instanceof Lister && right instanceof Lister || left instanceof Mapper && right instanceof Mapper;
    }

    private Val lists(Lister left, Lister right) {
        Val some = left.size();
        Val others = right.size();
        if (Err.isError(some) || Err.isError(others)) {
            return Err.isError(some) ? some : others;
        }
        long size = some.intValue();
        if (size != others.intValue()) {
            return BoolT.False;
        }
        Val answer = BoolT.True;
        for (long i = 0; i < size; i++) {
            Val each = part(left.get(IntT.intOf(i)), right.get(IntT.intOf(i)));
            if (each == BoolT.False) {
                return each;
            }
            answer = Err.isError(each) ? each : answer;
        }
        return answer;
    }

    private Val maps(Mapper left, Mapper right) {
        for (Mapper each : List.of(left, right)) {
            if (Err.isError(each.size())) {
                return each.size();
            }
        }
        if (left.size().intValue() != right.size().intValue()) {
            return BoolT.False;
        }
        Val answer = BoolT.True;
        IteratorT keys = left.iterator();
        while (keys.hasNext() == BoolT.True) {
            Val key = keys.next();
            Val each = right.contains(key) == BoolT.True ? part(left.get(key), right.get(key)) : BoolT.False;
            if (each == BoolT.False) {
                return each;
            }
            answer = Err.isError(each) ? each : answer;
        }
        return answer;
    }
}
