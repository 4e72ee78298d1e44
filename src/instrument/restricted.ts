/** The security context of a container of ours that needs no rights: what Pod Security `restricted` asks for, and more. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** User and group of containers of ours whose images name none. */
export const NOBODY = 65532;
