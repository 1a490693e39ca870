package io.jenkins.plugins.containergate.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.evaluate.TaskDefinitionJudge.TemplateParameters;
import org.junit.jupiter.api.Test;

class TemplateParametersTest {
    @Test
    void oneALineAndAValueMayHoldAnEqualsSign() throws GateException {
        assertThat(TemplateParameters.parse("Stage=prod\r\n\nImage = shop/web:1 \nQuery=a=b"))
                .containsOnlyKeys("Stage", "Image", "Query")
                .containsEntry("Image", "shop/web:1")
                .containsEntry("Query", "a=b");
        assertThat(TemplateParameters.parse(null)).isEmpty();
    }

    @Test
    void whatIsNoParameterIsAnErrorThatDoesNotShowIt() {
        assertThatThrownBy(() -> TemplateParameters.parse("A=b\nhunter2"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> TemplateParameters.parse("A=b\nA=c")).isInstanceOf(GateException.class);
        assertThatThrownBy(() -> TemplateParameters.parse("=c")).isInstanceOf(GateException.class);
    }
}
