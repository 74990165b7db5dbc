/** Desired state: workspaces, projects, their revisions, and what operators want of single items. */
package hie.store.project;
