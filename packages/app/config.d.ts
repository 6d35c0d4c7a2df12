export interface Config {
  auth?: {
    providers?: {
      /** Sign-in without passwords, for demonstrations only. */
      demo?: {
        /**
         * Who one may sign in as.
         * @deepVisibility frontend
         */
        users: Array<{
          /** entity ref of a User in the catalog */
          ref: string;
          name: string;
          /** what this person does in the demo */
          note?: string;
        }>;
        /** Needed when NODE_ENV is production. */
        dangerouslyAllowOutsideDevelopment?: boolean;
      };
    };
  };
}
