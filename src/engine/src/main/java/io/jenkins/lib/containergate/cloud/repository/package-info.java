/** Repositories of ECR and how they are kept. */
@NullMarked
package io.jenkins.lib.containergate.cloud.repository;

import org.jspecify.annotations.NullMarked;
