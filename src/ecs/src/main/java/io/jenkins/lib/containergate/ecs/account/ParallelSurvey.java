package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks AWS several questions at once, each of its look-ups once. */
final class ParallelSurvey implements CloudSurvey {
    private final CloudLookups aws;
    private final int atOnce;
    private final Deadline deadline;

    ParallelSurvey(CloudLookups once, int atOnce, Deadline deadline) {
        this.aws = RememberedLookups.of(once);
        this.atOnce = Math.max(1, atOnce);
        this.deadline = deadline;
    }

    @Override
    public <D extends Definition> Inquiry<D> about(D definition, CloudRules<D> rules) {
        return new Inquiry<>(definition, rules, new Answers("no rule needed it"));
    }

    @Override
    public void ask(List<? extends Inquiry<?>> inquiries) throws InterruptedException {
        List<Asking<?, ?>> all = new ArrayList<>();
        inquiries.forEach(each -> all.addAll(questions(each)));
        if (all.isEmpty()) {
            return;
        }
        Turns turns = new Turns(all);
        try {
            Parallel.map(Collections.nCopies(Math.min(atOnce, all.size()), turns), atOnce, this::work)
                    .forEach(given -> given.forEach(Given::put));
        } catch (GateException e) {
            throw new IllegalStateException("a question that is not answered is a failure", e);
        }
    }

    private static <D extends Definition> List<Asking<D, ?>> questions(Inquiry<D> inquiry) {
        List<Asking<D, ?>> all = new ArrayList<>();
        for (Question<D, ?> question : inquiry.rules().questions(inquiry.definition())) {
            if (question.declared(inquiry.definition()).isEmpty()) {
                all.add(new Asking<>(question, inquiry.definition(), inquiry.answers()));
            }
        }
        return all;
    }

    private List<Given<?, ?>> work(Turns turns) throws InterruptedException {
        List<Given<?, ?>> given = new ArrayList<>();
        for (Optional<Asking<?, ?>> next = turns.next(); next.isPresent(); next = turns.next()) {
            given.add(next.get().ask(aws, deadline));
            turns.done(next.get());
        }
        return given;
    }

    /** @param to where the answer belongs */
    private record Asking<D extends Definition, A>(Question<D, A> question, D about, Answers to) {
        Given<D, A> ask(CloudLookups aws, Deadline deadline) throws InterruptedException {
            try {
                return new Given<>(this, question.ask(about, aws, deadline));
            } catch (DeadlineExceededException e) {
                return new Given<>(this, new Lookup.Failed<>(e.problem(), e.remedy()));
            }
        }
    }

    private record Given<D extends Definition, A>(Asking<D, A> asking, Lookup<A> answer) {
        /** By one thread alone. */
        void put() {
            asking.to().with(asking.question(), answer);
        }
    }

    /**
     * Which question comes next. The same question about several definitions often needs the same look-up: all but the first of them
     * wait for that one here, so that the threads go on with others. Different questions take turns, because AWS limits the calls of
     * each service.
     */
    private static final class Turns {
        private final Map<Question<?, ?>, Deque<Asking<?, ?>>> waiting = new LinkedHashMap<>();
        private final Map<Question<?, ?>, Asking<?, ?>> first = new LinkedHashMap<>();
        private final Deque<Asking<?, ?>> firsts = new ArrayDeque<>();

        Turns(List<Asking<?, ?>> all) {
            all.forEach(each -> {
                if (first.putIfAbsent(each.question(), each) != null) {
                    waiting.computeIfAbsent(each.question(), unused -> new ArrayDeque<>())
                            .add(each);
                }
            });
            firsts.addAll(first.values());
        }

        /** @return empty when there is none left */
        synchronized Optional<Asking<?, ?>> next() throws InterruptedException {
            while (true) {
                if (!firsts.isEmpty()) {
                    return Optional.of(firsts.remove());
                }
                Iterator<Map.Entry<Question<?, ?>, Deque<Asking<?, ?>>>> open =
                        waiting.entrySet().iterator();
                while (open.hasNext()) {
                    Map.Entry<Question<?, ?>, Deque<Asking<?, ?>>> each = open.next();
                    if (!first.containsKey(each.getKey())) {
                        open.remove();
                        Asking<?, ?> turn = each.getValue().remove();
                        if (!each.getValue().isEmpty()) {
                            waiting.put(each.getKey(), each.getValue());
                        }
                        return Optional.of(turn);
                    }
                }
                if (waiting.isEmpty()) {
                    return Optional.empty();
                }
                wait();
            }
        }

        synchronized void done(Asking<?, ?> asked) {
            if (first.remove(asked.question(), asked)) {
                notifyAll();
            }
        }
    }
}
