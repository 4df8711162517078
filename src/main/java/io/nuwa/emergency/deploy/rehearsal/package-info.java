/**
 * A played engine for rehearsals: what the launcher's AOT cache learns a deployment from. Starts no
 * program and no container, and no run that is meant ever meets it.
 */
package io.nuwa.emergency.deploy.rehearsal;
