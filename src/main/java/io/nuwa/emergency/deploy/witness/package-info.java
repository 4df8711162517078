/**
 * What the deployment can tell a diagnosis: its containers and what they wrote, who holds its
 * ports, its images and the engine. Reads only; the first line of every text says the most
 * important.
 */
package io.nuwa.emergency.deploy.witness;
