package io.jenkins.plugins.containergate.steps;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step and its help texts say of themselves, as its part of the reference. */
record StepPage(Class<? extends ContainerStep> step, GateStepDescriptor descriptor) {
    private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);

    static List<StepPage> all() {
        return List.of(
                new StepPage(ScanImageStep.class, new ScanImageStep.DescriptorImpl()),
                new StepPage(CheckSecretsStep.class, new CheckSecretsStep.DescriptorImpl()),
                new StepPage(VerifySignatureStep.class, new VerifySignatureStep.DescriptorImpl()),
                new StepPage(AttestVerdictStep.class, new AttestVerdictStep.DescriptorImpl()),
                new StepPage(CheckTaskDefinitionStep.class, new CheckTaskDefinitionStep.DescriptorImpl()),
                new StepPage(AdmitDeploymentStep.class, new AdmitDeploymentStep.DescriptorImpl()),
                new StepPage(CheckDriftStep.class, new CheckDriftStep.DescriptorImpl()),
                new StepPage(CheckPostureStep.class, new CheckPostureStep.DescriptorImpl()));
    }

    String name() {
        return descriptor.getFunctionName();
    }

    Set<String> options() {
        return types().keySet();
    }

    /** Options that the step cannot do without, which its constructor takes, and those that it can. */
    private Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new TreeMap<>();
        required().forEach(parameter -> types.put(parameter.getName(), parameter.getType()));
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName();
                types.put(
                        name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4),
                        method.getParameterTypes()[0]);
            }
        }
        return types;
    }

    private Stream<Parameter> required() {
        return Arrays.stream(step.getConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class))
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()));
    }

    String markdown() {
        // archives and directories are on an agent; the controller can do the rest by itself
        String place = ArchivedImageStep.class.isAssignableFrom(step)
                ? "Runs inside `node`."
                : "Runs inside or outside `node`.";
        return "## " + name() + "\n\n" + paragraphs(help("")) + "\n\n" + place
                + "\n\n| option | value | what it does |\n|---|---|---|\n"
                + types().entrySet().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(Map.Entry<String, Class<?>> option) {
        String value = option.getValue() == boolean.class ? "`true` or `false`" : "text";
        if (required().anyMatch(parameter -> parameter.getName().equals(option.getKey()))) {
            value += ", required";
        }
        String text =
                paragraphs(help("-" + option.getKey())).replace("\n\n", " ").replace("|", "\\|");
        return "| `" + option.getKey() + "` | " + value + " | " + text + " |";
    }

    /** The text that the form of the step shows, found as Jenkins finds it: beside the class, or one above it. */
    private String help(String ofWhat) {
        for (Class<?> type = step; type != null; type = type.getSuperclass()) {
            String file = "/" + type.getName().replace('.', '/') + "/help" + ofWhat + ".html";
            try (InputStream in = type.getResourceAsStream(file)) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new AssertionError(step.getSimpleName() + " has no help" + ofWhat + ".html");
    }

    private static String paragraphs(String html) {
        String text = CODE.matcher(html).replaceAll("`$1`");
        return Stream.of(text.split("</p>"))
                .map(part -> part.replaceAll("</?(p|div)>", "")
                        .replaceAll("\\s+", " ")
                        .strip())
                .filter(part -> !part.isEmpty())
                .map(StepPage::unescaped)
                .collect(Collectors.joining("\n\n"));
    }

    private static String unescaped(String text) {
        if (text.contains("<")) {
            throw new AssertionError("this page knows only div, p and code: " + text);
        }
        return text.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
