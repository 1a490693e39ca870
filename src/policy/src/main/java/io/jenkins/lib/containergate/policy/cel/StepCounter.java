package io.jenkins.lib.containergate.policy.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.projectnessie.cel.common.types.BoolT;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.StringT;
import org.projectnessie.cel.common.types.Util;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Adder;
import org.projectnessie.cel.common.types.traits.Lister;
import org.projectnessie.cel.common.types.traits.Sizer;
import org.projectnessie.cel.interpreter.Activation;
import org.projectnessie.cel.interpreter.Interpretable;
import org.projectnessie.cel.interpreter.Interpretable.InterpretableAttribute;
import org.projectnessie.cel.interpreter.Interpretable.InterpretableCall;
import org.projectnessie.cel.interpreter.Interpretable.InterpretableConst;

/**
 * Counts what an evaluation does, and ends it at its limits. Regular expressions are those of RE2, which takes linear
 * time, in the place of the library's.
 */
final class StepCounter {
    static final String NO_PATTERN = "not a regular expression of RE2";

    private static final String ADD = "_+_";
    private static final String MATCHES = "matches";
    private static final String CONTAINS = "contains";
    private static final int STEPS_BETWEEN_LOOKS = 1_024;
    /** Of a list that cost as much as one step; lists are put together element by element. */
    private static final int ELEMENTS = 2;
    /** Characters of one text, bytes, or elements of one list. */
    private static final long LARGEST = 4_000_000;
    /** Of a pattern that cost as much as one step for each character that is searched. */
    private static final int PIECE = 4;

    /** Pairs of characters of two texts, one of which is searched for the other, that cost as much as one step. */
    private static final long PAIRS = 64;

    private static final int LONGEST_PATTERN = 1_000;
    private static final int MOST_PLACES = 100;

    private final RuleLimits limits;
    private final Deadline deadline;
    private final Map<Val, Long> places = new IdentityHashMap<>();
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Equality equality = new Equality(() -> count(1));
    private long steps;
    private long nextLook;
    private @Nullable String exhausted;

    StepCounter(RuleLimits limits, Deadline deadline) {
        this.limits = limits;
        this.deadline = deadline;
    }

    /** Why it was ended; empty when it was not. */
    Optional<String> exhausted() {
        return Optional.ofNullable(exhausted);
    }

    /** The part of the expression that an error came from, where it is known. */
    Optional<Long> place(Val error) {
        return Optional.ofNullable(places.get(error));
    }

    /** Ends the evaluation; the result says why, whatever becomes of this exception on the way. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The part of an expression, counted. Attributes and constants have to stay what they are; their operands are counted. */
    Interpretable counted(Interpretable part) {
        if (part instanceof InterpretableConst || part instanceof InterpretableAttribute) {
            return part;
        }
        boolean calls = part instanceof InterpretableCall;
        boolean adds = calls && ((InterpretableCall) part).function().equals(ADD);
        Interpretable counted = part instanceof InterpretableCall call ? bounded(call) : part;
        return new Interpretable() {
            @Override
            public long id() {
                return part.id();
            }

            @Override
            public Val eval(Activation activation) {
                count(1);
                Val value = counted.eval(activation);
                if (adds || calls && !(value instanceof Lister)) {
                    made(value);
                }
                if (Err.isError(value) && places.size() < MOST_PLACES) {
                    places.putIfAbsent(value, part.id());
                }
                return value;
            }
        };
    }

    /** The call, or what takes the place of the library's function. */
    private Interpretable bounded(InterpretableCall call) {
        return switch (call.function()) {
            case MATCHES -> new Binary(call, texts(this::matches));
            case CONTAINS -> new Binary(call, texts(this::contains));
            case "_==_" -> new Binary(call, equality::equal);
            case "_!=_" -> new Binary(call, equality::unequal);
            case "@in" -> new Binary(call, equality::in);
            case ADD -> new Binary(call, StepCounter::add);
            case Loops.TURN -> new Loops.Turn(call);
            default -> call;
        };
    }

    /** A function of two texts. */
    private static BinaryOperator<Val> texts(BiFunction<String, String, Val> function) {
        return (left, right) -> left instanceof StringT && right instanceof StringT
                ? function.apply((String) left.value(), (String) right.value())
                : Err.newErr("no such overload");
    }

    private static Val add(Val left, Val right) {
        if (left instanceof Lister some && right instanceof Lister others) {
            return OpenList.together(some, others);
        }
        return left instanceof Adder adder ? adder.add(right) : Err.newErr("no such overload");
    }

    private Val contains(String searched, String wanted) {
        count(searched.length() * (long) wanted.length() / PAIRS);
        return searched.contains(wanted) ? BoolT.True : BoolT.False;
    }

    private Val matches(String searched, String source) {
        if (source.length() > LONGEST_PATTERN) {
            return Err.newErr(NO_PATTERN + " of at most " + LONGEST_PATTERN + " characters");
        }
        count((long) searched.length() * Math.max(1, source.length() / PIECE));
        try {
            Pattern compiled = patterns.get(source);
            if (compiled == null) {
                compiled = Pattern.compile(source);
                if (patterns.size() < MOST_PLACES) {
                    patterns.put(source, compiled);
                }
            }
            return compiled.matcher(searched).find() ? BoolT.True : BoolT.False;
        } catch (PatternSyntaxException e) {
            return Err.newErr(NO_PATTERN);
        }
    }

    /** Of what a call made anew: a text, bytes, or a list that was put together. */
    private static long size(Val value) {
        if (value instanceof StringT) {
            return ((String) value.value()).length();
        }
        Val sized = value instanceof Lister list ? OpenList.items(list) : value;
        return sized instanceof Sizer sizer ? sizer.size().intValue() : 0;
    }

    private void made(Val value) {
        long size = size(value);
        if (size > LARGEST) {
            end("it makes a text or list of more than " + LARGEST + " characters or elements");
        }
        count(value instanceof Lister ? size / ELEMENTS : size);
    }

    private void count(long more) {
        steps += more;
        if (exhausted != null || steps > limits.steps()) {
            end("it takes more than " + limits.steps() + " steps");
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            try {
                deadline.check("evaluating a rule of the policy");
            } catch (DeadlineExceededException e) {
                end("it takes longer than " + limits.time().toSeconds() + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end("it was interrupted");
            }
        }
    }

    private void end(String why) {
        if (exhausted == null) {
            exhausted = why;
        }
        throw new Exhausted();
    }

    /** A function of two values, neither of which is an error. */
    private record Binary(InterpretableCall call, BinaryOperator<Val> function) implements Interpretable {
        @Override
        public long id() {
            return call.id();
        }

        @Override
        public Val eval(Activation activation) {
            Val left = call.args()[0].eval(activation);
            Val right = call.args()[1].eval(activation);
            if (Util.isUnknownOrError(left)) {
                return left;
            }
            return Util.isUnknownOrError(right) ? right : function.apply(left, right);
        }
    }
}
