package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.Task;

/** Every member that ECS tells of a task is one of which this version knows what becomes of it. */
class TaskMembersTest {
    @Test
    void theListHasTheMembersThatTheSdkHas() {
        Set<String> members = new TreeSet<>();
        members("", Task.builder(), members);
        assertThat(TaskMembers.OF_THE_SDK)
                .as("read a new member in TaskShapes, or list it where it changes nothing of what runs")
                .containsExactlyInAnyOrderElementsOf(members);
        assertThat(members)
                .as("a member that the SDK has by now belongs to the others")
                .doesNotContainAnyElementsOf(TaskMembers.LATER);
    }

    private static void members(String path, SdkPojo object, Set<String> found) {
        for (SdkField<?> field : object.sdkFields()) {
            member(path + field.locationName(), field, found);
        }
    }

    private static void member(String path, SdkField<?> field, Set<String> found) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            members(path + "/", field.constructor().get(), found);
        } else if (field.marshallingType() == MarshallingType.LIST) {
            member(path, field.getTrait(ListTrait.class).memberFieldInfo(), found);
        } else {
            found.add(path);
        }
    }
}
