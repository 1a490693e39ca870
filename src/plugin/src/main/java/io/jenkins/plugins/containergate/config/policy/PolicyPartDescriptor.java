package io.jenkins.plugins.containergate.config.policy;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.setting.Choice;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** What the forms of all parts of a policy share. */
public abstract class PolicyPartDescriptor<T extends Describable<T>> extends Descriptor<T> {

    /** @param path as in {@link PolicyProbe} */
    static PolicyProbe at(String... path) {
        return new PolicyProbe(path);
    }

    /** @param item the folder whose form asks; none in the configuration of the organisation */
    static FormValidation check(@Nullable Item item, PolicyProbe probe) {
        return check(item, probe, FormValidation::ok);
    }

    /** @param facts what there is to say of a value that the policy takes */
    static FormValidation check(@Nullable Item item, PolicyProbe probe, Supplier<FormValidation> facts) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        } else {
            item.checkPermission(Item.EXTENDED_READ);
        }
        return probe.problem().map(FormValidation::error).orElseGet(facts);
    }

    /** The named values of a setting, and none. */
    static ListBoxModel choices(Choice... values) {
        ListBoxModel model = choices(new String[0]);
        for (Choice value : values) {
            model.add(value.key(), value.key());
        }
        return model;
    }

    static ListBoxModel choices(String... values) {
        ListBoxModel model = new ListBoxModel();
        model.add("", "");
        for (String value : values) {
            model.add(value, value);
        }
        return model;
    }
}
