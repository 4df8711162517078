/**
 * What a deployment needs of the machine, looked at before anything is started. Changes nothing.
 */
package io.nuwa.emergency.deploy.checkup;
