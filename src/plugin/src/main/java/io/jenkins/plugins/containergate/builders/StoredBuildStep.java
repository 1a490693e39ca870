package io.jenkins.plugins.containergate.builders;

import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.ReaderWrapper;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Items;
import hudson.util.XStream2;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a build step of a stored job. Jenkins skips an element that it cannot read and goes on: an option of a later version
 * after a rollback, or a mistake of a program that writes jobs. A gate must not run as if it had not been asked for something,
 * so the options keep what was not read, and the gate is an error until the job is saved anew.
 */
public final class StoredBuildStep extends XStream2.PassthruConverter<Object> {
    private StoredBuildStep(XStream2 jobs) {
        super(jobs);
    }

    /** Before any job is read. */
    @Initializer(before = InitMilestone.JOB_LOADED)
    public static void register() {
        Items.XSTREAM2.registerConverter(new StoredBuildStep(Items.XSTREAM2));
    }

    @Override
    @SuppressWarnings("rawtypes") // as XStream declares it
    public boolean canConvert(Class type) {
        return GateBuilder.class.isAssignableFrom(type) || ContainerStep.class.isAssignableFrom(type);
    }

    @Override
    public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
        Elements elements = new Elements(reader, context.getRequiredType());
        Object read = super.unmarshal(elements, context);
        if (read instanceof ContainerStep options) {
            options.addUnknown(elements.unread);
        } else if (read instanceof GateBuilder builder) {
            ContainerStep options = builder.options();
            if (options != null) {
                options.addUnknown(elements.unread);
            }
        }
        return read;
    }

    @Override
    protected void callback(Object read, UnmarshallingContext context) {}

    /** Notes which elements are none of the fields. The values are not looked at: a value can be read once. */
    private static final class Elements extends ReaderWrapper {
        private final Class<?> type;
        private final Set<String> unread = new LinkedHashSet<>();

        Elements(HierarchicalStreamReader reader, Class<?> type) {
            super(reader);
            this.type = type;
        }

        @Override
        public void moveDown() {
            super.moveDown();
            String name = getNodeName();
            if (!isField(name)) {
                unread.add(name);
            }
        }

        private boolean isField(String name) {
            return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                    .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                    .anyMatch(field -> field.getName().equals(name));
        }
    }
}
