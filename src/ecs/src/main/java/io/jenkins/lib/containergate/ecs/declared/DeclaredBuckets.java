package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources.Declared;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The buckets of S3 of a file. Each encrypts what is written to it: since 2023 S3 does so by itself, and nobody can switch it off. A bucket
 * policy is not read: where all settings of the public access block are on, none opens the bucket to everybody.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html">Default encryption</a>
 */
public final class DeclaredBuckets {
    private static final String BUCKET = "bucket";

    private final List<DeclaredPart> buckets;
    /** Public access blocks that are resources of their own. */
    private final List<DeclaredPart> blocks;

    private DeclaredBuckets(List<DeclaredPart> buckets, List<DeclaredPart> blocks) {
        this.buckets = buckets;
        this.blocks = blocks;
    }

    /** @throws GateException when the template cannot be resolved at all */
    public static DeclaredResources<FileBucket> of(Template template) throws GateException {
        return new DeclaredBuckets(DeclaredPart.of(template, "AWS::S3::Bucket"), List.of()).all();
    }

    public static DeclaredResources<FileBucket> of(TerraformPlan plan) {
        return new DeclaredBuckets(
                        DeclaredPart.of(plan, "aws_s3_bucket"),
                        DeclaredPart.of(plan, "aws_s3_bucket_public_access_block"))
                .all();
    }

    private DeclaredResources<FileBucket> all() {
        Map<String, Declared<FileBucket>> byReference = new HashMap<>();
        Map<String, Declared<FileBucket>> byName = new HashMap<>();
        for (DeclaredPart part : buckets) {
            Declared<FileBucket> declared = new Declared<>(Written.lookup(() -> bucket(part)), Optional.empty());
            // Ref gives the name
            byReference.put(part.name(), declared);
            byReference.put(part.name() + ".Arn", declared);
            part.written()
                    .knownText("BucketName", BUCKET)
                    .ifPresent(name -> byName.merge(
                            name,
                            new Declared<>(part.surely(declared.answer()), Optional.empty()),
                            DeclaredBuckets::either));
        }
        return new DeclaredResources<>(byReference, byName);
    }

    private static Declared<FileBucket> either(Declared<FileBucket> one, Declared<FileBucket> other) {
        return one.answer().equals(other.answer())
                ? one
                : new Declared<>(
                        new Lookup.Failed<>(
                                "the file declares several buckets of one name, with different settings",
                                "give them the same settings, or evaluate what is deployed"),
                        Optional.empty());
    }

    private FileBucket bucket(DeclaredPart part) throws GateException {
        Written block = block(part);
        List<String> open = new ArrayList<>();
        for (String setting : FileBucket.SETTINGS) {
            if (!block.flag(setting, underscored(setting), false)) {
                open.add(setting);
            }
        }
        return new FileBucket(true, open);
    }

    private Written block(DeclaredPart part) throws GateException {
        Optional<Written> own = part.written().object("PublicAccessBlockConfiguration", "");
        List<DeclaredPart> apart = blocks(part);
        if (own.isEmpty() && apart.size() != 1) {
            throw new GateException(
                    "the file does not say whether the bucket " + part.name()
                            + " blocks public access: buckets made before April 2023 do not by themselves",
                    "give the bucket a public access block with all four settings on");
        }
        if (own.isPresent()) {
            return own.get();
        }
        Optional<DeclaredPart> other = buckets.stream()
                .filter(each -> apart.get(0).refersLater(BUCKET)
                        && each.mayBeNamedAfter(part, BUCKET)
                        && blocks(each).isEmpty())
                .findFirst();
        if (other.isPresent()) {
            throw new GateException(
                    "the plan does not say whether " + apart.get(0).name() + " is of the bucket " + part.name()
                            + " or of " + other.get().name()
                            + ", which may be named after it and has no public access block",
                    "give both a public access block, or refer to the bucket by its attribute bucket instead of id");
        }
        return apart.get(0).written();
    }

    /** Public access blocks that are surely of the bucket, as far as the references say. */
    private List<DeclaredPart> blocks(DeclaredPart bucket) {
        return blocks.stream()
                .filter(each -> each.surelyRefersTo(bucket, buckets, "", BUCKET))
                .toList();
    }

    /** {@code block_public_acls} of {@code BlockPublicAcls}. */
    private static String underscored(String setting) {
        return setting.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
