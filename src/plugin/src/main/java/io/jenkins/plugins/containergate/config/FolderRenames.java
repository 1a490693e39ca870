package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** A folder keeps its policy when it is renamed or moved. */
@Extension
public final class FolderRenames extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        ContainerGateConfiguration.get().rename(oldFullName, newFullName);
    }
}
