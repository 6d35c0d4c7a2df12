import { useState } from 'react';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';

const CHOSEN = 'demo-user';

const signingOutForgets = (identity: IdentityApi): IdentityApi => ({
  getProfileInfo: () => identity.getProfileInfo(),
  getBackstageIdentity: () => identity.getBackstageIdentity(),
  getCredentials: () => identity.getCredentials(),
  signOut: async () => {
    sessionStorage.removeItem(CHOSEN);
    await identity.signOut();
  },
});

/** Offers the users of the demo; nobody has a password. The choice lasts as long as the browser's tab. */
export const DemoSignInPage = (props: SignInPageProps) => {
  const users =
    useApi(configApiRef).getOptionalConfigArray('auth.providers.demo.users') ??
    [];
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN));

  if (chosen) {
    return (
      <ProxiedSignInPage
        {...props}
        provider="demo"
        headers={{ 'x-demo-user': chosen }}
        onSignInSuccess={identity =>
          props.onSignInSuccess(signingOutForgets(identity))
        }
      />
    );
  }
  const choose = (ref: string) => {
    sessionStorage.setItem(CHOSEN, ref);
    setChosen(ref);
  };
  return (
    <Box
      component="main"
      display="flex"
      justifyContent="center"
      alignItems="center"
      minHeight="100vh"
      bgcolor="background.default"
      p={2}
    >
      <Card elevation={0} style={{ borderRadius: 8, maxWidth: 520 }}>
        <Box px={3} pt={3}>
          <Typography variant="h5" component="h1">
            Who are you today?
          </Typography>
          <Typography variant="body2" color="textSecondary">
            This portal runs on a simulated estate. Sign in as one person to ask
            for access, and as another to approve it.
          </Typography>
        </Box>
        <List>
          {users.map(user => {
            const ref = user.getString('ref');
            return (
              <ListItem key={ref} divider>
                <ListItemText
                  primary={user.getString('name')}
                  secondary={user.getOptionalString('note')}
                />
                <Button
                  variant="outlined"
                  color="primary"
                  style={{ textTransform: 'none', whiteSpace: 'nowrap' }}
                  onClick={() => choose(ref)}
                  aria-label={`Enter as ${user.getString('name')}`}
                >
                  Enter
                </Button>
              </ListItem>
            );
          })}
        </List>
      </Card>
    </Box>
  );
};
