package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.ecs.document.EncodedText;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What instances run when they start: whether they register with ECS, and whether the agent then keeps the metadata service from tasks.
 * The setting is looked for, and no script is followed.
 *
 * @param reason why not all of it is known; empty when it is
 */
record UserData(Said container, Said blocks, String reason) {

    /** What a text says that may not be known as a whole. */
    enum Said {
        YES,
        NO,
        /** Said, and in the way that does not help: whatever else says yes, this may be what counts. */
        OFF,
        PERHAPS
    }

    private static final String BASE64 = "Fn::Base64";
    private static final String GAP = String.valueOf(Unresolved.GAP);
    private static final Pattern CONTAINER_INSTANCE =
            Pattern.compile("ECS_CLUSTER|/etc/ecs/|ecs\\.config|\\[settings\\.ecs|Initialize-ECSAgent");
    /** A variable of the agent of ECS, or the setting of Bottlerocket, with its value; or the switch of the agent's module for Windows. */
    private static final Pattern SETTING = Pattern.compile(
            "(?-i:(?<![A-Z0-9_]))ECS_AWSVPC_BLOCK_IMDS[\"']?[ \\t]*[=:,][ \\t]*[\"']?(?<variable>[\\w" + GAP
                    + "]*)|awsvpc-block-imds[ \\t]*=[ \\t]*(?<setting>[\\w" + GAP
                    + "]*)|-(?<flag>AwsvpcBlockIMDS)\\b(?!:)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ON = Pattern.compile("true|t|1|AwsvpcBlockIMDS", Pattern.CASE_INSENSITIVE);
    /** The value is a word of its own, and could be the start of a comment. */
    private static final Pattern WORD = Pattern.compile("(?:^|\\s)" + GAP);
    /** Nothing but a value that is not known: it could be any command. */
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*" + GAP + "[ \\t" + GAP + "]*$");
    /** Of user data of a launch configuration, Terraform keeps the SHA-1 alone. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");

    /** A part of cloud-init that names where more user data is. */
    private static final Pattern INCLUDES =
            Pattern.compile("(?m)^[ \\t]*#include(?:-once)?[ \\t]*(?:$|[a-z]+://)|text/x-include(?:-once)?-url");

    /** A part of it that is not written as it stands. */
    private static final Pattern ENCODED =
            Pattern.compile("(?im)^[ \\t]*content-transfer-encoding[ \\t]*:[ \\t]*+(?!7bit|8bit|binary)"
                    + "|^[ \\t]*encoding[ \\t]*:[ \\t]*[\"']?(?:b64|base64|gz)");

    private static final String HASHED = "the plan holds its hash alone";
    private static final UserData NONE = new UserData(Said.NO, Said.NO, "");

    /** Of what a template or plan writes; Base64 as long as it is such. */
    static UserData of(@Nullable Value written) {
        if (written instanceof Text text) {
            return HASH.matcher(text.value()).matches()
                    ? unknown(HASHED)
                    : EncodedText.decoded(text.value())
                            .map(plain -> of(plain, List.of(), ""))
                            .orElseGet(() -> unknown("it is compressed, or no text"));
        }
        return ofPlain(written);
    }

    /**
     * As CloudFormation resolves it; where a condition decides, each alternative is read by itself, and those that say the same are one
     * answer.
     *
     * @param raw as the template writes it
     */
    static UserData of(Template template, Value raw) throws GateException {
        if (raw instanceof Mapping mapping && mapping.members().size() == 1) {
            Value encoded = mapping.members().get(BASE64);
            if (encoded != null) {
                return alternatives(template, encoded, true);
            }
        }
        return alternatives(template, raw, false);
    }

    private static UserData alternatives(Template template, Value raw, boolean plain) throws GateException {
        List<UserData> all = new ArrayList<>();
        for (Value each : template.alternatives(raw)) {
            if (each instanceof Mapping inner && inner.members().containsKey(BASE64) && !plain) {
                all.add(of(template, inner));
            } else {
                Value resolved = template.resolved(each);
                all.add(plain ? ofPlain(resolved) : of(resolved));
            }
        }
        return all.stream().reduce(UserData::or).orElse(NONE);
    }

    private static UserData ofPlain(@Nullable Value value) {
        if (value == null || value instanceof Value.Null) {
            return NONE;
        }
        if (value instanceof Text text) {
            return of(text.value(), List.of(), "");
        }
        if (value instanceof Unresolved later) {
            return later.shape().isEmpty() ? unknown(later.reason()) : of(later.shape(), later.parts(), later.reason());
        }
        return unknown(value instanceof Sequence || value instanceof Mapping ? "it is no text" : "it is not known");
    }

    static UserData ofTexts(List<String> texts) {
        return of(String.join("\n", texts), List.of(), "");
    }

    /** With what else the instances run. */
    UserData with(UserData other) {
        if (other.container == Said.NO && other.blocks != Said.OFF) {
            return this;
        }
        return new UserData(
                container == Said.NO || other.container == Said.YES ? other.container : container,
                blocks == Said.NO || other.blocks == Said.OFF ? other.blocks : blocks,
                reason.isEmpty() ? other.reason : reason);
    }

    /** Of an image for ECS, whose instances join the default cluster where nobody says anything. */
    static UserData ofEcsImage() {
        return new UserData(Said.YES, Said.NO, "");
    }

    /** On such an image. */
    UserData onEcsImage() {
        return new UserData(Said.YES, blocks, reason);
    }

    /** Of which it is not known whether it is carried out. */
    UserData perhaps(String why) {
        return blocks == Said.YES ? new UserData(container, Said.PERHAPS, why) : this;
    }

    static UserData unknown(String reason) {
        return new UserData(Said.PERHAPS, Said.PERHAPS, reason);
    }

    /**
     * @param shape with gaps for what is not known
     * @param parts that may be in a gap
     */
    private static UserData of(String shape, List<String> parts, String reason) {
        UserData said = said(shape, parts, reason);
        boolean encoded = ENCODED.matcher(shape).find();
        boolean found = said.blocks == Said.YES || said.blocks == Said.OFF;
        if (found || !encoded && !INCLUDES.matcher(shape).find()) {
            return said;
        }
        return new UserData(
                said.container == Said.YES ? Said.YES : Said.PERHAPS,
                Said.PERHAPS,
                encoded ? "a part of it is encoded" : "it includes user data that the file does not hold");
    }

    private static UserData said(String shape, List<String> parts, String reason) {
        boolean open = LINE.matcher(shape).find();
        Said container = CONTAINER_INSTANCE.matcher(shape).find()
                ? Said.YES
                : open
                                || parts.stream()
                                        .anyMatch(part ->
                                                CONTAINER_INSTANCE.matcher(part).find())
                        ? Said.PERHAPS
                        : Said.NO;
        return new UserData(container, blocks(shape, parts, open), reason);
    }

    private static Said blocks(String shape, List<String> parts, boolean open) {
        Said found = Said.NO;
        for (String line : shape.split("\\R")) {
            if (line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher setting = SETTING.matcher(line);
            while (setting.find()) {
                Said said = said(line.substring(0, setting.start()), value(setting));
                if (said == Said.OFF) {
                    return said;
                }
                found = found == Said.PERHAPS ? found : said;
            }
        }
        boolean perhaps = parts.stream()
                .filter(part -> !shape.contains(part))
                .anyMatch(part -> SETTING.matcher(part).find());
        return perhaps || found == Said.NO && open ? Said.PERHAPS : found;
    }

    private static String value(Matcher setting) {
        for (String group : List.of("variable", "setting", "flag")) {
            String value = setting.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static Said said(String before, String value) {
        if (value.contains(GAP)) {
            return Said.PERHAPS;
        }
        if (!ON.matcher(value).matches() || before.indexOf('#') >= 0) {
            return Said.OFF;
        }
        return WORD.matcher(before).find() ? Said.PERHAPS : Said.YES;
    }

    /** Either of two, which one is known at deployment. Those that are no container instances need no block. */
    private UserData or(UserData other) {
        if (container == Said.NO || other.container == Said.NO) {
            UserData either = container == Said.NO ? other : this;
            return new UserData(container == other.container ? Said.NO : Said.PERHAPS, either.blocks, either.reason);
        }
        boolean same = blocks == other.blocks || blocksNot() && other.blocksNot();
        return new UserData(
                container == other.container ? container : Said.PERHAPS,
                same ? blocks : Said.PERHAPS,
                same ? reason : "a condition that is known only at deployment decides");
    }

    /** Older providers of Terraform keep the hash of an instance's user data alone: most instances are of no cluster. */
    UserData ofInstance() {
        return reason.equals(HASHED) ? NONE : this;
    }

    private boolean blocksNot() {
        return blocks == Said.NO || blocks == Said.OFF;
    }

    /** Whether nothing can be said of the block. */
    boolean undecided() {
        return blocks == Said.PERHAPS || container == Said.PERHAPS && blocks != Said.YES;
    }

    /** As text where it is Base64 of one. What is no text, such as gzip, is left for the search for secrets to open. */
    static String shown(String text) {
        return EncodedText.decoded(text).orElse(text);
    }
}
