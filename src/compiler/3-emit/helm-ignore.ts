/** What `helm package` leaves out: the sets of values that only tests install, and what editors drop. */
export function helmIgnore(): string {
  return '.DS_Store\n.git/\n*.swp\n*.bak\n*.orig\n*~\nci/\n';
}
