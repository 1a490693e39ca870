package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.gate.posture.PostureVerdict;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with what the build wants to know beside it.
 *
 * @param image what it is on, when that is an image and was found
 * @param inventory of the image, when the gate read one
 * @param excerpts of the task definitions it is on
 * @param taskDefinitions their digests
 * @param entered whether the ledger has it already
 * @param posture that the verdict says in short
 */
public record Judged(
        Verdict verdict,
        Optional<ImagePin> image,
        Optional<PackageInventory> inventory,
        List<TaskExcerpt> excerpts,
        List<Digest> taskDefinitions,
        boolean entered,
        Optional<Posture> posture) {
    public Judged {
        excerpts = List.copyOf(excerpts);
        taskDefinitions = List.copyOf(taskDefinitions);
    }

    /** A verdict on an image. */
    public Judged(Verdict verdict, Optional<ImagePin> image, Optional<PackageInventory> inventory) {
        this(verdict, image, inventory, List.of(), List.of(), false, Optional.empty());
    }

    /** A verdict on something that is no image, or on an image that was not found. */
    public static Judged of(Verdict verdict) {
        return new Judged(verdict, Optional.empty(), Optional.empty());
    }

    /** A verdict on task definitions. */
    static Judged of(Verdict verdict, List<TaskExcerpt> excerpts, List<Digest> taskDefinitions) {
        return new Judged(
                verdict, Optional.empty(), Optional.empty(), excerpts, taskDefinitions, false, Optional.empty());
    }

    /** A verdict of a gate that knows no packages. */
    public static Judged of(Verdict verdict, ImagePin image) {
        return new Judged(verdict, Optional.of(image), Optional.empty());
    }

    /** The same verdict with one more note. */
    public Judged noted(PolicyNote note) {
        return with(verdict.noted(note));
    }

    Judged with(Verdict other) {
        return new Judged(other, image, inventory, excerpts, taskDefinitions, entered, posture);
    }

    Judged inLedger() {
        return new Judged(verdict, image, inventory, excerpts, taskDefinitions, true, posture);
    }

    /** The posture of a cluster, and the verdict that says the same. It judges no image, so no ledger needs it. */
    static Judged of(Posture posture) {
        return new Judged(
                PostureVerdict.of(posture),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                Optional.of(posture));
    }
}
