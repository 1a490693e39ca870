/** Repositories of ECR and how they are kept. */
@NullMarked
package io.jenkins.lib.containergate.aws.ecr;

import org.jspecify.annotations.NullMarked;
