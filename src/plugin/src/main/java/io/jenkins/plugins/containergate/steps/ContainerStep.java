package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A Pipeline step, which is its own options: what the author of a job sets. The build step of the same name holds one as its
 * attribute {@code options}. So each option is written once, with its form and its help in the folder of the class that has it.
 *
 * <p>The options here are those of every step. All options are optional, and none can loosen the organisation's policy. An
 * option left empty is {@code null}. Fields of options are saved in jobs: they keep their names.
 */
public abstract class ContainerStep extends Step implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    private @Nullable String registryCredentialsId;
    private @Nullable String awsAccount;
    private @Nullable List<String> unknown;

    /** What is looked at, for labels, log lines and messages. */
    public abstract Optional<String> subject();

    /**
     * Does the work, off the threads of Pipeline scripts.
     *
     * @return what the step returns to the script
     */
    public abstract Serializable perform(GateContext context) throws IOException, InterruptedException;

    /** Whether the work can start again after a restart of Jenkins that cut it short. */
    public boolean startsAgain() {
        return false;
    }

    /** The step was stopped while it worked: by a time limit, a person, or the failure of a parallel branch. */
    void stopped(Run<?, ?> run, Optional<FlowNode> node) throws IOException {}

    @Override
    public final StepExecution start(StepContext context) {
        return new GateExecution(context, this);
    }

    /** User name and password for registries. */
    public @Nullable String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@Nullable String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    /** Name of an AWS account of the organisation's configuration, never an account: a job cannot bring its own. */
    public @Nullable String getAwsAccount() {
        return awsAccount;
    }

    @DataBoundSetter
    public void setAwsAccount(@Nullable String awsAccount) {
        this.awsAccount = Util.fixEmptyAndTrim(awsAccount);
    }

    /** Names of options that were given and that the step does not have; empty when all is well. */
    List<String> unknown() {
        return unknown == null ? List.of() : unknown;
    }

    /** Kept with the options: a job that is saved, or a Pipeline that goes on after a restart, has not lost its mistake by it. */
    public final void addUnknown(Collection<String> names) {
        if (!names.isEmpty()) {
            SortedSet<String> all = new TreeSet<>(unknown());
            all.addAll(names);
            this.unknown = new ArrayList<>(all);
        }
    }

    /**
     * These options with the variables of a freestyle build put in. Credentials ids and names of the organisation's
     * configuration are not texts to expand.
     */
    public ContainerStep expandedBy(EnvVars environment) {
        try {
            return (ContainerStep) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static @Nullable String expand(@Nullable String value, EnvVars environment) {
        return value == null ? null : environment.expand(value);
    }
}
