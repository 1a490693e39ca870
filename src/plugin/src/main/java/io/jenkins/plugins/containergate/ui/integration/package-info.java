/** The posture of clusters: pages of a build and of a job. */
@NullMarked
package io.jenkins.plugins.containergate.ui.integration;

import org.jspecify.annotations.NullMarked;
