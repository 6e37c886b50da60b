/** The types of openapi.yaml, written by `npm run generate:types`. It is never edited by hand. */

export interface paths {
    readonly "/authorize": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask for a person's sign-in and consent
         * @description RFC 6749 4.1.1 with PKCE S256 (RFC 7636) from every client. `code` is the only response
         *     type. An unknown client or redirect URI is never redirected to: it gets a page.
         *
         *     A sign-in that is too old or too weak for what is asked (`max_age`, the policy, the rules of
         *     the scopes) is asked for again, or with `prompt=none` answered `login_required`; what no
         *     sign-in can meet is answered `unmet_authentication_requirements`. `acr_values` is a wish.
         */
        readonly get: operations["authorize"];
        readonly put?: never;
        /**
         * Ask for a person's sign-in and consent, by a posted form
         * @description The parameters of `GET /authorize` as a form. Sends the browser on to that address, since
         *     browsers send the session's cookie from another site only with a GET.
         */
        readonly post: operations["authorizeByForm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/token": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Exchange a code, refresh, or get a token for the client itself
         * @description A refresh token is good once. Presenting the one before again within the grace answers the
         *     very same successor, since the answer may have been lost; anything older ends the family.
         *
         *     A scope that asks for a fresh sign-in is refreshed only while it is fresh: after that the
         *     answer has the others, as `scope` says, and a request that names it gets `invalid_scope`.
         */
        readonly post: operations["token"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a token (RFC 7009)
         * @description A refresh token takes all along that was issued with it; an access token ends alone. An
         *     unknown token gets 200 too, since either way it is good for nothing now.
         */
        readonly post: operations["revoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/introspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask whether a token is good (RFC 7662)
         * @description For the client it was issued to and for the resource server it is meant for.
         */
        readonly post: operations["introspect"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/userinfo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who the access token is about (OpenID Connect Core, 5.3) */
        readonly get: operations["userinfo"];
        readonly put?: never;
        /** Who the access token is about, asked by POST */
        readonly post: operations["userinfoByForm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/jwks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The public keys under which tokens are signed (RFC 7517) */
        readonly get: operations["jwks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/openid-configuration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What this provider can do (OpenID Connect Discovery) */
        readonly get: operations["openidConfiguration"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/oauth-authorization-server": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What this authorization server can do (RFC 8414) */
        readonly get: operations["authorizationServerMetadata"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask to sign out (OpenID Connect RP-Initiated Logout)
         * @description Answers a page that asks the person; nothing ends before they agree.
         */
        readonly get: operations["logout"];
        readonly put?: never;
        /**
         * Ask to sign out, by a posted form
         * @description Sends the browser on to the same address by GET.
         */
        readonly post: operations["logoutByForm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/par": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Push an authorization request (RFC 9126) */
        readonly post: operations["pushAuthorizationRequest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * When the caller's session will end, and why it has
         * @description Asking is no activity. A token or a cookie of an ended session is told so.
         */
        readonly get: operations["sessionStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/keepalive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * The person is still there
         * @description Activity like any other: it moves the idle end to a whole idle timeout from now, and no other
         *     end. It changes no right, so the ledger has no event of it. No body is read.
         */
        readonly post: operations["keepSessionAlive"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The life of the caller's session, as server-sent events
         * @description `expiring` at `warn_at`, `extended` when the end moved, `ended` with the reason; then the
         *     answer is over. The data of each is a `SessionStatus`. A comment comes every 15 seconds.
         *     `Last-Event-ID` resumes: what happened meanwhile is told, whichever node is asked.
         */
        readonly get: operations["sessionEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/dialog.js": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The script of the dialog that warns before a session ends
         * @description An ES module for our own pages and for those of any application: it exports `watchSession`.
         *     It loads its two parts from beside it.
         */
        readonly get: operations["sessionDialog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/dialog-parts.js": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the dialog shows */
        readonly get: operations["sessionDialogParts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/dialog-source.js": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Of whom the dialog asks how the session stands */
        readonly get: operations["sessionDialogSource"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/revocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was revoked, for who verifies tokens without asking
         * @description Without `after`: all that an unexpired token could still need. With it: what came since.
         *     Ask again with the `cursor` of each answer; at once while there is `more`. As
         *     `text/event-stream`, the same documents as they come, one a second at least, with the cursor
         *     as the id of each; it ends with the token, and `Last-Event-ID` resumes. An entry may be told
         *     twice, and none is skipped.
         */
        readonly get: operations["readRevocations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/status/{list}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A Token Status List (draft-ietf-oauth-status-list)
         * @description For anyone who has an access token: its claim `status` names the list, and the bit in it.
         *     A bit of 1 means that the token is not valid any more. Keep a list for its `ttl`.
         */
        readonly get: operations["statusList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether this node runs */
        readonly get: operations["live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether this node can serve */
        readonly get: operations["ready"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This contract
         * @description For anyone, with the issuer as its server. It holds no secret.
         */
        readonly get: operations["contract"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search sessions, the newest first
         * @description A session whose time is over counts as ended, whether or not the clean-up has come by.
         *     Ended sessions stay readable for 30 days, a guest's for one.
         *
         *     Filters are joined by and. A page may be short, even empty, and still have a next one: one
         *     request looks at 5,000 sessions at most.
         */
        readonly get: operations["listSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/sessions/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End all sessions that a search finds, or tell how many
         * @description Those that are live or offline now; what begins after it is untouched. A filter of one
         *     account or one network alone is made a revocation of that, true when this is answered. Any
         *     other ends up to 100 before it answers, and the rest in the background, on any node: each
         *     is dead once it has ended, and `effective_by` is known when all have. `swept_at` and
         *     `sessions_ended` tell how far it has come, at `GET /admin/v1/revocations/{id}`. Each is
         *     judged as it is come to: one that does not match any more is spared.
         *
         *     With `dry_run` nothing ends, and no reason is needed.
         */
        readonly post: operations["endSearchedSessions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/sessions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One session and its story
         * @description With its grants, what was noted of its uses from elsewhere, and what clients were told of its
         *     end. `Link` says where its grants, notices and events are listed.
         */
        readonly get: operations["getSession"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a session and every credential under it
         * @description Cookies, codes and refresh tokens are dead on every node when this answers. A session that
         *     had already ended gets 204 too, keeps its reason and leaves no second event: a request may
         *     be repeated. With `logout`, grants with `offline_access` live on; any other reason ends
         *     them too.
         */
        readonly delete: operations["endSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/grants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search grants, those of the newest session first
         * @description A grant is what an account allowed one client in one session; its id is the `sid` in tokens.
         *     Ended ones stay readable for 30 days. A page may be short, even empty, and still have a next
         *     one: one request looks at 5,000 grants at most.
         */
        readonly get: operations["listGrants"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/grants/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One grant, with what became of its refresh tokens
         * @description `Link` says which session it is of.
         */
        readonly get: operations["getGrant"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a grant and every token of it
         * @description Its codes and refresh tokens are dead on every node when this answers; its session and the
         *     other grants of it live on, and so does the consent. One that had already ended gets 204
         *     too and leaves no second event: a request may be repeated.
         */
        readonly delete: operations["endGrant"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/clients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List clients, in the order of their ids */
        readonly get: operations["listClients"];
        readonly put?: never;
        /**
         * Register a client
         * @description The secret is in this answer and nowhere else: the server keeps its SHA-256 alone. Scopes of
         *     the admin API (`parley:…`) can be given only by a caller whose token has them.
         */
        readonly post: operations["createClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/clients/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One client */
        readonly get: operations["getClient"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a client, and end everything it was issued
         * @description Its id is never given again, and nothing that was allowed to it can be used any more. A client
         *     that shall come back is disabled instead.
         */
        readonly delete: operations["deleteClient"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a client's registration
         * @description A JSON Merge Patch (RFC 7396): what is not named stays. Judged as at registration, as a whole.
         *     Every node knows the change within a second. What was issued stands: access tokens keep their
         *     scopes until they end, and the next ones have those that the client has then.
         *     Scopes of the admin API that the client has, or is given, must be the caller's too. Where
         *     nothing changes there is no event.
         */
        readonly patch: operations["updateClient"];
        readonly trace?: never;
    };
    readonly "/admin/v1/clients/{id}/disable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Disable a client, and end everything it was issued
         * @description Its tokens are refused when this is answered; its pages and its authentication within a
         *     second, on every node. Disabling it twice is no error.
         */
        readonly post: operations["disableClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/clients/{id}/enable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Enable a client again
         * @description What ended when it was disabled stays ended.
         */
        readonly post: operations["enableClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/clients/{id}/secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a client another secret
         * @description The former secret is good for `overlap` seconds more, so that every instance of the client can
         *     be given the new one meanwhile; 0 when it leaked. A secret before that one is good no longer.
         *     Tokens live on: whoever has stolen some is stopped by a revocation. Scopes of the admin API
         *     that the client has must be the caller's too.
         */
        readonly post: operations["rotateSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/resource-servers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the APIs that tokens can be for, in the order of their identifiers */
        readonly get: operations["listResourceServers"];
        readonly put?: never;
        /**
         * Let clients ask for an API, or for more of its scopes
         * @description For an API that verifies tokens by itself. One that asks about tokens is a client
         *     (`resource` at `POST /admin/v1/clients`), and is registered with it. What it offered before
         *     stays; where nothing is added there is no event.
         */
        readonly post: operations["registerResourceServer"];
        /**
         * Issue no token for an API any more
         * @description From the next request on. Tokens that were issued live until their end; a client that is this
         *     resource server stays.
         */
        readonly delete: operations["removeResourceServer"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List accounts, the newest first, or find them
         * @description By one of `email`, `email_prefix` and `name_prefix`; the last two find people alone.
         */
        readonly get: operations["listAccounts"];
        readonly put?: never;
        /** Create an account with a password */
        readonly post: operations["createAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One account, with what proves who it is and how many sessions it has
         * @description The `ETag` is of what operators change, so it stays as the person signs in and out.
         */
        readonly get: operations["getAccount"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete an account, and end everything under it
         * @description Its email is free again, its id is never given to anyone else. The ledger keeps its events;
         *     `parley audit forget` erases what is personal in them.
         */
        readonly delete: operations["deleteAccount"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change an account's name or email
         * @description A JSON Merge Patch (RFC 7396): what is not named stays. Another email is not verified, is
         *     what the person signs in with from then on, and ends nothing; links that were mailed to the
         *     former one are dead, and it is told. Where nothing changes there is no event. The account of
         *     an operator is changed only by who may change operators.
         */
        readonly patch: operations["updateAccount"];
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/disable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Disable an account, and end everything under it
         * @description Its sessions end with the reason `account_disabled`. Disabling it twice is no error. A guest's
         *     account has one session, which can be ended.
         */
        readonly post: operations["disableAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/enable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Enable an account again
         * @description The person can sign in again. What ended when it was disabled stays ended.
         */
        readonly post: operations["enableAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/password-reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Mail a person a link to choose a new password
         * @description To the account's address, as if the person had asked for it, and to nobody else. Until the
         *     link is used nothing changes; then every session of the account ends. Of an operator's account
         *     only by who may change operators. At most five an hour go to one address.
         */
        readonly post: operations["sendPasswordReset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/sign-in-wait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Let passwords be tried again at once
         * @description Forgets the wrong passwords for which the account has to wait, in browsers that it knows and in
         *     those that it does not. Waits of a network stay. Twice is no error and leaves one event. Of an
         *     operator's account only by who may change operators.
         */
        readonly delete: operations["liftSignInWait"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/tier": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Give an account another tier
         * @description The tier picks the policy of the sessions that begin from now on.
         */
        readonly put: operations["setTier"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/role": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Make an account an operator, or an operator none
         * @description It holds from the operator's next request on. The last owner cannot be another, be disabled or
         *     be deleted: 409.
         */
        readonly put: operations["setRole"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/operators": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who operates this server */
        readonly get: operations["listOperators"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/notices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List logout notices, the newest first
         * @description What clients are told by back-channel logout: one notice for each client of a session or
         *     grant that ended. Settled ones stay readable for 30 days. A page may be short, even empty,
         *     and still have a next one: one request looks at 5,000 notices at most.
         */
        readonly get: operations["listNotices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/notices/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One logout notice */
        readonly get: operations["getNotice"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/notices/{id}/resend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a logout notice once more
         * @description One that was given up, or was delivered, goes again, with all its tries before it. One that
         *     is on its way stays so: a request may be repeated.
         */
        readonly post: operations["resendNotice"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search the ledger, the newest first
         * @description Filters are joined by and; several of `type` or `severity` by or. A page may be short, even
         *     empty, and still have a next one: one request looks at 5,000 events at most.
         *
         *     As `application/x-ndjson`, or with a `format`: all that is found, one event a line, as one
         *     stream that breaks off when the token ends; `limit` is not used. As `text/event-stream`: what
         *     happens from now on, each event with an id by which `Last-Event-ID` resumes, until the token
         *     ends; an event is told once its transaction is the oldest. Each request or stream is itself
         *     in the ledger, as `ledger.read`.
         */
        readonly get: operations["listAuditEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-events/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One event of the ledger */
        readonly get: operations["getAuditEvent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-events/{id}/proof": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A proof that one event stands in the ledger
         * @description For an auditor who sees nothing else: `parley audit check-proof` checks it with nothing but the proof and the public keys. It is in the ledger that it was given, as `ledger.read`.
         */
        readonly get: operations["proveAuditEvent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-blocks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The sealed blocks of the ledger, the newest first */
        readonly get: operations["listAuditBlocks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-blocks/{number}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One block with its seal
         * @description The seal is a signature over the block's header: whoever keeps it knows later whether the chain is still the same.
         */
        readonly get: operations["getAuditBlock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Verify a stretch of the ledger now
         * @description Recomputes so many blocks up to one, by default the newest, from the events as they are, and names the first that is not as it was sealed. `next` is where to go on towards the beginning. One at a time on a node. It is in the ledger, as `ledger.verified` or `ledger.broken`. The whole of it, and a tail that was cut off, is for `parley audit verify`.
         */
        readonly get: operations["verifyAuditBlocks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/audit-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The public keys of the ledger, retired ones too, as a JWK set */
        readonly get: operations["listAuditKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/statistics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How much there is, and what happened lately
         * @description Events are counted in the background, seconds behind; how much there is now is counted once a minute. Nothing is counted when this is asked.
         */
        readonly get: operations["getStatistics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The policies */
        readonly get: operations["listPolicies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/policies/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One policy */
        readonly get: operations["getPolicy"];
        /**
         * Save a policy
         * @description Edits a preset or a policy, or makes one. Living sessions feel what is stricter at their next use.
         */
        readonly put: operations["savePolicy"];
        readonly post?: never;
        /**
         * Delete a policy, or turn an edited preset back
         * @description A policy of your own is gone; while it is an account's tier or a client's policy, that is
         *     refused. A preset is as it was made again, for everyone who lives under it.
         */
        readonly delete: operations["removePolicy"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/policies/{name}/simulation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What these settings would do now */
        readonly post: operations["simulatePolicy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/accounts/{id}/effective-policy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What holds for an account, and whose policy says so */
        readonly get: operations["explainPolicy"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/revocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List what was revoked, the newest first */
        readonly get: operations["listRevocations"];
        readonly put?: never;
        /**
         * Revoke, from one token to everything
         * @description What it hits is dead when this is answered. A scope over many rows costs the same whatever
         *     it hits; it is marked on each of them afterwards, and `swept_at` tells when that is done.
         */
        readonly post: operations["createRevocation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/revocations/reach": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell what a revocation would reach now, without touching anything */
        readonly post: operations["tryRevocation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/revocations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Look at one revocation, and how far it has come */
        readonly get: operations["getRevocation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The API keys, newest first
         * @description Those that were revoked or are over stay listed. No secret is shown.
         */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Make an API key
         * @description The key is in this answer and nowhere else: the server keeps its SHA-256 alone. It can have
         *     scopes that the caller has, and has them only while its maker does. An API key makes no keys.
         */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/api-keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One API key */
        readonly get: operations["getApiKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description It opens nothing from the next call on, on every node. Twice is no error.
         */
        readonly delete: operations["revokeApiKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The keys that sign tokens and the ledger's, newest first
         * @description A key of tokens is `next` (published, does not sign yet), `signing`, `published` (signs no
         *     more, what it signed is good) or `retired`. A key of the ledger is `signing` or `published`,
         *     for ever. Private parts are shown nowhere.
         */
        readonly get: operations["listKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/keys/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let other keys sign
         * @description Planned: a new key is published, signs three hours later, and the former one stays published
         *     until nothing that it signed is good any more. No request fails, and a rotation that is under
         *     way is not begun again. `immediate` is for a key that leaked: a new one signs at once, and
         *     whatever the others of its algorithm signed is dead within a second, on every node and for
         *     every verifier that follows the revocation feed. Applications refresh and go on. With `use`
         *     `ledger`, the next seal is signed by a new key.
         */
        readonly post: operations["rotateKeys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/keys/{kid}/retire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give up a key that does not sign
         * @description Whatever it signed is dead within a second, and its private part is destroyed. One that is
         *     `next` is taken back before it signed. Twice is no error. The key that signs is refused
         *     (`key_signs`): rotate.
         */
        readonly post: operations["retireKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The settings that this node runs with
         * @description Each setting with its value, what it means, and the page of the documentation that says more.
         *     Secrets are left out, and of addresses whatever could hold one: `hidden` says that more is set
         *     than is told.
         */
        readonly get: operations["getSettings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ApiKeyFields: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @description The first letters of the key. */
            readonly prefix: string;
            readonly scopes: readonly string[];
            readonly created_by: components["schemas"]["ApiKeyMaker"];
            readonly created_at: components["schemas"]["Time"];
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description To the minute. */
            readonly last_used_at: components["schemas"]["TimeOrNull"];
            readonly revoked_at: components["schemas"]["TimeOrNull"];
        };
        readonly ApiKey: components["schemas"]["ApiKeyFields"];
        readonly ApiKeyMaker: {
            /** @enum {string} */
            readonly kind: "client" | "operator";
            readonly id: string;
        };
        readonly CreatedApiKey: {
            readonly key: string;
        } & components["schemas"]["ApiKeyFields"];
        readonly NewApiKey: {
            readonly name: string;
            readonly scopes: readonly string[];
            /**
             * Format: date-time
             * @description Without it the key has no end.
             */
            readonly expires_at?: string;
        };
        /** @enum {string} */
        readonly KeyUse: "signing" | "ledger";
        /** @enum {string} */
        readonly SigningAlgorithm: "ES256" | "RS256";
        /** @description Moments are what was, or what is to come; null is what will not be, or is not settled. */
        readonly Key: {
            readonly kid: string;
            readonly use: components["schemas"]["KeyUse"];
            readonly alg: components["schemas"]["SigningAlgorithm"];
            /** @enum {string} */
            readonly state: "next" | "signing" | "published" | "retired";
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly signs_from: string | null;
            /** Format: date-time */
            readonly signs_until: string | null;
            /**
             * Format: date-time
             * @description When it leaves the JWKS, and its private part is destroyed.
             */
            readonly retires_at: string | null;
            /** @description It was retired before its time, and nothing that it signed is believed. */
            readonly distrusted: boolean;
            /** @description As in the JWKS. */
            readonly public_jwk: {
                /** @enum {string} */
                readonly kty: "EC" | "RSA";
                readonly kid: string;
                readonly alg: components["schemas"]["SigningAlgorithm"];
                /** @constant */
                readonly use: "sig";
                /** @constant */
                readonly crv?: "P-256";
                readonly x?: string;
                readonly y?: string;
                readonly n?: string;
                readonly e?: string;
            };
        };
        readonly Settings: {
            /**
             * @description As `NODE_ENV` says.
             * @enum {string}
             */
            readonly mode: "production" | "development";
            readonly items: readonly {
                readonly name: string;
                /** @description Null where there is none, or none that may be seen. */
                readonly value: string | null;
                /** @description Whether the environment sets it; else it is the default. */
                readonly given: boolean;
                /** @description Whether more of it is set than is told. */
                readonly hidden: boolean;
                readonly meaning: string;
                /** @description A page of the documentation, and a heading of it. */
                readonly page: string;
            }[];
        };
        readonly Statistics: {
            /** @enum {string} */
            readonly span: "hour" | "day" | "month";
            /**
             * Format: date-time
             * @description When sessions and notices were counted; null before the first time.
             */
            readonly as_of: string | null;
            readonly live_sessions: number;
            readonly offline_sessions: number;
            readonly notices: {
                readonly pending: number;
                readonly dead: number;
            };
            readonly sealing: {
                /**
                 * Format: date-time
                 * @description When the oldest event was written that no block holds yet.
                 */
                readonly unsealed_since: string | null;
                readonly last_block: number | null;
                /** Format: date-time */
                readonly last_sealed_at: string | null;
            };
            readonly sweeps: {
                /** @description Revocations whose rows are still being marked; what they hit is dead already. */
                readonly pending_revocations: number;
                /**
                 * Format: date-time
                 * @description When the oldest of them went on last, or was made; null when there is none.
                 */
                readonly last_progress_at: string | null;
            };
            /** @description How late nodes learnt of the revocations that they told their followers in this span, from the making of the row to the look that found it, by the database's clock. A revocation counts once for each node that somebody follows; the way to the follower is not in it. */
            readonly propagation: {
                readonly told: number;
                /** @description Later than the promised second. */
                readonly late: number;
                readonly mean_ms: number | null;
                readonly slowest_ms: number | null;
            };
            /** @description The oldest step first; the last is not over yet. */
            readonly series: readonly {
                /** Format: date-time */
                readonly at: string;
                /** @description As they were counted last in this step; null when nobody counted. */
                readonly live_sessions: number | null;
                readonly offline_sessions: number | null;
                readonly sign_ins: number;
                readonly sign_in_failures: number;
                readonly refreshes: number;
                readonly evictions: number;
                readonly session_ends: number;
                readonly revocations: number;
                readonly refusals: number;
                /** @description The slowest that was told in this step; null when none was. */
                readonly propagation_ms: number | null;
            }[];
        };
        /**
         * @description The closed catalogue of refusals. A code never changes its meaning.
         * @enum {string}
         */
        readonly ErrorCode: "account_disabled" | "body_too_large" | "client_metadata_invalid" | "code_reused" | "cursor_unknown" | "email_invalid" | "email_taken" | "event_changed" | "event_unsealed" | "forbidden" | "grant_invalid" | "idempotency_key_reused" | "insufficient_scope" | "interaction_expired" | "key_signs" | "last_owner" | "mail_unavailable" | "media_type_unsupported" | "method_not_allowed" | "not_found" | "password_too_long" | "password_too_short" | "password_too_weak" | "policy_in_use" | "policy_invalid" | "precondition_failed" | "precondition_needed" | "reauthentication_needed" | "refresh_reused" | "request_invalid" | "session_ended" | "session_not_extendable" | "store_unavailable" | "token_invalid" | "token_missing" | "too_busy" | "too_many_requests" | "too_many_sessions" | "unforeseen";
        readonly Reasoned: {
            /** @description Why, in your words, for the ledger. */
            readonly reason: string;
        };
        /**
         * Format: date-time
         * @description Whatever was issued by then; now, if it is left out. Never in the future.
         */
        readonly RevocationMoment: string;
        /**
         * @description `token` (an access token by its `jti`; its grant stands), `grant` (a `sid`), `session`, `account` (all its sessions, or all but `except_session`),
         *     `account_client` (what one account allowed one client; the consent stands), `client`,
         *     `network` (sessions that began there), `everything`.
         */
        readonly RevocationScope: {
            /** @enum {string} */
            readonly kind: "token" | "grant" | "session" | "account" | "account_client" | "client" | "network" | "everything";
            readonly jti?: string;
            readonly grant_id?: string;
            /** Format: uuid */
            readonly session_id?: string;
            /** Format: uuid */
            readonly account_id?: string;
            /** Format: uuid */
            readonly except_session?: string;
            readonly client_id?: string;
            readonly network?: string;
        };
        /**
         * @description A scope as it was revoked, or `sessions`: whatever `POST /admin/v1/sessions/end` was asked to
         *     end, by its filter.
         */
        readonly RevokedScope: {
            /** @enum {string} */
            readonly kind: "token" | "grant" | "session" | "account" | "account_client" | "client" | "network" | "sessions" | "everything";
            readonly jti?: string;
            readonly grant_id?: string;
            /** Format: uuid */
            readonly session_id?: string;
            /** Format: uuid */
            readonly account_id?: string;
            /** Format: uuid */
            readonly except_session?: string;
            readonly client_id?: string;
            readonly network?: string;
            readonly filter?: components["schemas"]["SessionsToEnd"];
        };
        readonly RevocationFields: {
            /** Format: uuid */
            readonly id: string;
            readonly scope: components["schemas"]["RevokedScope"];
            readonly before: components["schemas"]["Time"];
            readonly reason: string;
            readonly actor: components["schemas"]["Actor"];
            readonly created_at: components["schemas"]["Time"];
            /**
             * @description By then every verifier that keeps to the revocation feed refuses; here, and at
             *     introspection, it was true at `created_at`. For a network, and where `before` is an earlier
             *     moment, that is known when it is swept: until then a verifier may take a token that was
             *     issued since, in a session that is older. So it is for `sessions`, of which each is dead, here too, as it ends.
             */
            readonly effective_by: components["schemas"]["TimeOrNull"];
            /** @description When it was marked on every row that it hit; the counts are final then. */
            readonly swept_at: components["schemas"]["TimeOrNull"];
            readonly sessions_ended: number;
            readonly grants_ended: number;
        };
        readonly Revocation: components["schemas"]["RevocationFields"];
        readonly RevocationReceipt: {
            /** @description Who has read the revocation feed up to here has been told of it. */
            readonly feed_cursor: string;
        } & components["schemas"]["RevocationFields"];
        readonly RevocationPage: {
            readonly items: readonly components["schemas"]["Revocation"][];
            readonly next_cursor: string | null;
        };
        readonly Revocations: {
            readonly cursor: string;
            /**
             * @description Seconds since 1970, by the server's clock. Whatever was revoked until then has been told.
             *     Null while there is more to be read.
             */
            readonly as_of: number | null;
            readonly more: boolean;
            readonly entries: readonly components["schemas"]["FeedEntry"][];
        };
        /**
         * @description Which tokens to reject. `before` is in seconds since 1970: reject tokens with `iat <= before`.
         *     For `account` and `everything`, also reject tokens with `auth_time <= before`, because their
         *     sessions had begun by then.
         */
        readonly FeedEntry: components["schemas"]["RevokedGrant"] | components["schemas"]["RevokedToken"] | components["schemas"]["RevokedKey"] | components["schemas"]["RevokedAccount"] | components["schemas"]["RevokedClient"] | components["schemas"]["RevokedAccountClient"] | components["schemas"]["RevokedEverything"];
        readonly RevokedGrant: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "grant";
            readonly sid: string;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedToken: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "token";
            readonly jti: string;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedKey: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "key";
            readonly kid: string;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedAccount: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "account";
            readonly sub: string;
            readonly before: number;
            /** @description The `sid` of each grant that stays valid. */
            readonly except?: readonly string[];
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedClient: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "client";
            readonly client_id: string;
            readonly before: number;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedAccountClient: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "account_client";
            readonly sub: string;
            readonly client_id: string;
            readonly before: number;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        readonly RevokedEverything: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "everything";
            readonly before: number;
            readonly exp: components["schemas"]["NeededUntil"];
        };
        /**
         * @description When this entry can be dropped, in seconds since 1970: every token that it concerns has
         *     expired by then.
         */
        readonly NeededUntil: number;
        readonly PolicyName: string;
        /** @description The rules of sessions; times in seconds, null for none. */
        readonly PolicySettings: components["schemas"]["EveryPolicySetting"];
        readonly Policy: {
            readonly name: components["schemas"]["PolicyName"];
            /**
             * @description A preset as it was made, one that was edited, or a policy of your own.
             * @enum {string}
             */
            readonly origin: "preset" | "edited" | "own";
        } & components["schemas"]["EveryPolicySetting"];
        readonly EveryPolicySetting: {
            readonly sign_in: boolean;
            readonly idle_timeout: components["schemas"]["SecondsOrNone"];
            readonly absolute_timeout: components["schemas"]["SecondsOrNone"];
            readonly sliding: boolean;
            readonly refresh_counts_as_activity: boolean;
            readonly remember: boolean;
            readonly max_sessions: number;
            /** @enum {string} */
            readonly on_limit: "evict_oldest" | "evict_idle" | "refuse" | "ask";
            /** @enum {string} */
            readonly limit_scope: "account" | "client";
            readonly bind_network: components["schemas"]["Binding"];
            readonly bind_browser: components["schemas"]["Binding"];
            readonly bind_device: components["schemas"]["Binding"];
            readonly on_parallel_use: components["schemas"]["Binding"];
            /** @enum {string|null} */
            readonly require_acr: "pwd" | "mfa" | null;
            readonly reauthenticate_after: components["schemas"]["SecondsOrNone"];
            readonly scope_rules: components["schemas"]["ScopeRules"];
            readonly offline_access: boolean;
            readonly warn_before: components["schemas"]["SecondsOrNone"];
            readonly access_token_ttl: components["schemas"]["Seconds"];
            readonly reconnect_grace: components["schemas"]["Seconds"];
            readonly refresh_idle_timeout: components["schemas"]["Seconds"];
            readonly refresh_absolute_timeout: components["schemas"]["Seconds"];
            /** @enum {string} */
            readonly on_refresh_reuse: "family" | "session";
        };
        readonly Seconds: number;
        readonly SecondsOrNone: number | null;
        /**
         * @description What a change leads to.
         * @enum {string}
         */
        readonly Binding: "off" | "note" | "reauthenticate" | "end";
        /** @description What single scopes ask of a sign-in, by the scope. */
        readonly ScopeRules: {
            readonly [key: string]: {
                /** @enum {string} */
                readonly require_acr?: "pwd" | "mfa";
                readonly reauthenticate_after?: components["schemas"]["Seconds"];
            };
        };
        /** @description RFC 9457. */
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            readonly code: components["schemas"]["ErrorCode"];
            /** @description This request, as the log and the ledger name it. */
            readonly instance: string;
        };
        /** @description RFC 6749, 5.2. */
        readonly OAuthError: {
            readonly error: components["schemas"]["OAuthErrorCode"];
            readonly error_description?: string;
            readonly scope?: string;
            /** Format: uri */
            readonly iss?: string;
            readonly state?: string;
        };
        /** @enum {string} */
        readonly OAuthErrorCode: "access_denied" | "consent_required" | "insufficient_scope" | "interaction_required" | "invalid_client" | "invalid_client_metadata" | "invalid_grant" | "invalid_request" | "invalid_request_object" | "invalid_request_uri" | "invalid_scope" | "invalid_target" | "invalid_token" | "login_required" | "registration_not_supported" | "request_not_supported" | "request_uri_not_supported" | "server_error" | "temporarily_unavailable" | "unauthorized_client" | "unsupported_grant_type" | "unsupported_response_mode" | "unsupported_response_type" | "unsupported_token_type" | "use_dpop_nonce";
        readonly TokenRequest: {
            /** @enum {string} */
            readonly grant_type: "authorization_code" | "refresh_token" | "client_credentials";
            readonly client_id?: string;
            /** Format: password */
            readonly client_secret?: string;
            readonly client_assertion?: string;
            /** @constant */
            readonly client_assertion_type?: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            readonly code?: string;
            readonly code_verifier?: string;
            /** Format: uri */
            readonly redirect_uri?: string;
            readonly refresh_token?: string;
            readonly scope?: string;
            /** Format: uri */
            readonly resource?: string;
        };
        readonly TokenAnswer: {
            /** @description A JWT as RFC 9068 says. */
            readonly access_token: string;
            readonly expires_in: number;
            /** @description With the scope `openid`. */
            readonly id_token?: string;
            readonly refresh_token?: string;
            readonly scope?: string;
            /** @constant */
            readonly token_type: "Bearer";
        };
        readonly Introspection: {
            readonly active: boolean;
            readonly acr?: string;
            readonly amr?: readonly string[];
            readonly auth_time?: number;
            readonly aud?: string | readonly string[];
            readonly client_id?: string;
            readonly exp?: number;
            readonly iat?: number;
            /** Format: uri */
            readonly iss?: string;
            readonly jti?: string;
            readonly scope?: string;
            readonly sid?: string;
            readonly sub?: string;
            readonly token_type?: string;
        };
        readonly Userinfo: {
            /** Format: uuid */
            readonly sub: string;
            readonly email?: string;
            readonly email_verified?: boolean;
            readonly name?: string;
            /**
             * Format: uuid
             * @description The guest, known to this client, that signed in to this account.
             */
            readonly parley_former_sub?: string;
        };
        readonly PublicKeys: {
            readonly keys: readonly {
                /** @enum {string} */
                readonly kty: "EC" | "RSA";
                readonly kid: string;
                /** @enum {string} */
                readonly alg: "ES256" | "RS256";
                /** @constant */
                readonly use: "sig";
                readonly crv?: string;
                readonly x?: string;
                readonly y?: string;
                readonly n?: string;
                readonly e?: string;
            }[];
        };
        readonly ServerMetadata: {
            /** Format: uri */
            readonly issuer: string;
            /** Format: uri */
            readonly authorization_endpoint: string;
            /** Format: uri */
            readonly token_endpoint: string;
            /** Format: uri */
            readonly userinfo_endpoint?: string;
            /** Format: uri */
            readonly jwks_uri: string;
            /** Format: uri */
            readonly revocation_endpoint?: string;
            /** Format: uri */
            readonly introspection_endpoint?: string;
            /** Format: uri */
            readonly pushed_authorization_request_endpoint?: string;
            /** Format: uri */
            readonly end_session_endpoint?: string;
            /** @enum {boolean} */
            readonly backchannel_logout_supported?: true;
            /** @enum {boolean} */
            readonly backchannel_logout_session_supported?: true;
            readonly response_types_supported: readonly "code"[];
            readonly grant_types_supported?: readonly string[];
            readonly scopes_supported?: readonly string[];
            readonly subject_types_supported?: readonly "public"[];
            readonly code_challenge_methods_supported: readonly "S256"[];
            /** @enum {boolean} */
            readonly authorization_response_iss_parameter_supported?: true;
            readonly id_token_signing_alg_values_supported?: readonly string[];
            readonly token_endpoint_auth_methods_supported?: readonly string[];
        };
        /**
         * @description By the database's clock, with no hidden slack: at `expires_at` the session is over. Every end
         *     is null where the policy has no such end, and when the session is over.
         */
        readonly SessionStatus: {
            /**
             * Format: uuid
             * @description For our own pages alone. Applications have their `sid`: with this id two of them could
             *     find out that they serve the same browser.
             */
            readonly session_id?: string;
            /**
             * @description `offline`: the browser part is over, and the caller's offline access lives on. It is
             *     `ended` for an application without offline access.
             * @enum {string}
             */
            readonly state: "live" | "offline" | "ended";
            readonly end_reason: components["schemas"]["EndReasonOrNull"];
            /** @description When it ends if nothing more happens. */
            readonly idle_expires_at: components["schemas"]["TimeOrNull"];
            /** @description When it ends whatever happens. */
            readonly absolute_expires_at: components["schemas"]["TimeOrNull"];
            /** @description The first of the two; for an offline session, when refreshing ends. */
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description Whole seconds from `server_time` to `expires_at`, rounded down; 0 when over. */
            readonly expires_in: number;
            /** @description When to warn the person (`warn_before` of the policy); null, not at all. */
            readonly warn_at: components["schemas"]["TimeOrNull"];
            /** @description Whether activity moves `expires_at` now. */
            readonly extendable: boolean;
            /** @description The moment of this answer, to be compared with the times in it. */
            readonly server_time: components["schemas"]["Time"];
        };
        /** @enum {string} */
        readonly EndReason: "logout" | "idle_timeout" | "absolute_timeout" | "evicted" | "revoked" | "binding_mismatch" | "refresh_reuse" | "account_disabled" | "credential_changed" | "upgraded";
        /** @enum {string|null} */
        readonly EndReasonOrNull: "logout" | "idle_timeout" | "absolute_timeout" | "evicted" | "revoked" | "binding_mismatch" | "refresh_reuse" | "account_disabled" | "credential_changed" | "upgraded" | null;
        /** Format: date-time */
        readonly Time: string;
        /** Format: date-time */
        readonly TimeOrNull: string | null;
        readonly SessionFields: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly account_id: string;
            /** @description Null for a guest. */
            readonly account_email: string | null;
            /**
             * @description `offline`: the browser part is over, applications with `offline_access` refresh on.
             * @enum {string}
             */
            readonly state: "live" | "offline" | "ended";
            readonly policy: string;
            readonly acr: string | null;
            readonly amr: readonly string[];
            readonly auth_time: components["schemas"]["Time"];
            readonly created_at: components["schemas"]["Time"];
            readonly last_seen_at: components["schemas"]["Time"];
            /** @description When it ends if nothing more happens; null once it has ended. */
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description At which the person signed in. */
            readonly first_client_id: string | null;
            /** @description From where the person signed in. */
            readonly network: string | null;
            /** @description Where that is, as far as `PARLEY_GEOIP_FILE` tells. */
            readonly place: string | null;
            /** @description From where its cookie was used last. */
            readonly last_network: string | null;
            readonly last_place: string | null;
            readonly user_agent: string | null;
            /** @description The browser, by which the account knows it; null when it keeps no cookie. */
            readonly device: components["schemas"]["Device"] | null;
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: components["schemas"]["EndReasonOrNull"];
        };
        readonly Device: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @description When the account first signed in on it. */
            readonly first_seen_at: components["schemas"]["Time"];
        };
        /** @description The account's id or its email. */
        readonly AccountSought: string;
        /** @description Sessions in which this client was allowed something. */
        readonly ClientSought: string;
        /** @description Where it began: an address, or a prefix of at least /8 (IPv6 /16). */
        readonly NetworkSought: string;
        /**
         * Format: uuid
         * @description By the id of the device.
         */
        readonly DeviceSought: string;
        /**
         * @description How strongly the person signed in, exactly.
         * @enum {string}
         */
        readonly AcrSought: "pwd" | "mfa" | "urn:parley:acr:guest";
        /** @description The policy that it began under. */
        readonly PolicySought: string;
        /**
         * Format: date-time
         * @description Begun in this moment or later.
         */
        readonly CreatedFrom: string;
        /**
         * Format: date-time
         * @description Begun before this moment.
         */
        readonly CreatedTo: string;
        /**
         * Format: date-time
         * @description Used last in this moment or later.
         */
        readonly SeenFrom: string;
        /**
         * Format: date-time
         * @description Used last before this moment.
         */
        readonly SeenTo: string;
        /**
         * @description What narrows a search of sessions, and ends what it finds. Never empty: to end everything,
         *     revoke everything.
         */
        readonly SessionsToEnd: {
            readonly account?: components["schemas"]["AccountSought"];
            readonly client_id?: components["schemas"]["ClientSought"];
            /** @enum {string} */
            readonly state?: "live" | "offline";
            readonly network?: components["schemas"]["NetworkSought"];
            readonly device?: components["schemas"]["DeviceSought"];
            readonly acr?: components["schemas"]["AcrSought"];
            readonly policy?: components["schemas"]["PolicySought"];
            readonly created_from?: components["schemas"]["CreatedFrom"];
            readonly created_to?: components["schemas"]["CreatedTo"];
            readonly seen_from?: components["schemas"]["SeenFrom"];
            readonly seen_to?: components["schemas"]["SeenTo"];
        };
        readonly SessionsReached: {
            readonly sessions: number;
            readonly accounts: number;
            /**
             * @description Whether these are all. If not there may be more: it looked at the 5,000 newest that the
             *     most telling filter allows.
             */
            readonly is_whole: boolean;
            /** @description The newest of them. */
            readonly sample: readonly components["schemas"]["Session"][];
        };
        readonly Session: components["schemas"]["SessionFields"];
        readonly SessionStory: {
            /** @description The oldest first; 200 at most. */
            readonly grants: readonly components["schemas"]["Grant"][];
            /**
             * @description From where else it was used, each value once, as far as its policy has it noted. When
             *     that was stands in the ledger.
             */
            readonly changes: readonly components["schemas"]["SessionChange"][];
            /** @description What its clients were told of the end, the newest first; 200 at most. */
            readonly notices: readonly components["schemas"]["Notice"][];
        } & components["schemas"]["SessionFields"];
        readonly SessionChange: {
            /**
             * @description What was another than before; `parallel` is use from two places at once.
             * @enum {string}
             */
            readonly what: "network" | "browser" | "device" | "parallel";
            /** @description What it was then; null for a device. */
            readonly after: string | null;
            /**
             * @description What the policy makes of it.
             * @enum {string}
             */
            readonly action: "note" | "reauthenticate" | "end";
            /** @description Whose refresh token came so; null when it was the session's cookie. */
            readonly grant_id: string | null;
        };
        readonly SessionPage: {
            readonly items: readonly components["schemas"]["Session"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description Null on the last page. */
        readonly NextCursor: string | null;
        readonly GrantPage: {
            readonly items: readonly components["schemas"]["Grant"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description What the account allowed one client in this session. */
        readonly Grant: {
            /** @description The `sid` in tokens. */
            readonly id: string;
            /** Format: uuid */
            readonly session_id: string;
            /** Format: uuid */
            readonly account_id: string;
            readonly client_id: string;
            readonly client_name: string | null;
            /**
             * @description `live`: it is good for access tokens. It is not any more as soon as its session is over,
             *     `ended_at` is when that was written down.
             * @enum {string}
             */
            readonly state: "live" | "ended";
            /** @description OpenID Connect scopes. */
            readonly scope: string;
            /** @description Scopes by resource. */
            readonly resources: {
                readonly [key: string]: string;
            };
            /** @description Whether it outlives the browser part. */
            readonly offline: boolean;
            readonly created_at: components["schemas"]["Time"];
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: string | null;
            /** @description How often its refresh tokens were exchanged, all together. */
            readonly refreshes: number;
            readonly last_refreshed_at: components["schemas"]["TimeOrNull"];
            /**
             * @description One for each code exchange, which has one good refresh token at a time; the newest
             *     first, 10 at most. The token itself is never shown.
             */
            readonly refresh_tokens: readonly components["schemas"]["RefreshTokens"][];
        };
        readonly RefreshTokens: {
            /** @enum {string} */
            readonly state: "live" | "expired" | "ended";
            /** @description Whether it outlives the browser part. */
            readonly offline: boolean;
            readonly refreshes: number;
            readonly issued_at: components["schemas"]["Time"];
            readonly last_refreshed_at: components["schemas"]["TimeOrNull"];
            /** @description When it is good no more, if it is not used. */
            readonly expires_at: components["schemas"]["Time"];
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: string | null;
            /** @description From where the code was exchanged. */
            readonly network: string | null;
            readonly browser: string | null;
        };
        readonly RedirectUris: readonly string[];
        /** @description Public keys of a client that authenticates with `private_key_jwt`. */
        readonly ClientJwks: {
            readonly keys: readonly {
                /** @enum {string} */
                readonly kty: "EC" | "OKP" | "RSA";
            }[];
        };
        /**
         * @description What shall be otherwise; null takes a field away, as if it had been left out when the client
         *     was registered.
         */
        readonly ClientPatch: {
            readonly client_name?: string;
            readonly grant_types?: components["schemas"]["GrantTypes"] | null;
            readonly redirect_uris?: components["schemas"]["RedirectUris"] | null;
            readonly post_logout_redirect_uris?: components["schemas"]["RedirectUris"] | null;
            readonly scope?: components["schemas"]["ScopeNames"] | null;
            readonly jwks?: components["schemas"]["ClientJwks"] | null;
            readonly policy?: components["schemas"]["PolicyName"] | null;
            readonly allow_guests?: boolean | null;
            readonly backchannel_logout_uri?: components["schemas"]["LogoutReceiver"] | null;
            readonly backchannel_logout_session_required?: boolean | null;
            readonly backchannel_logout_causes?: components["schemas"]["NoticeCauses"] | null;
        };
        readonly GrantTypes: readonly ("authorization_code" | "refresh_token" | "client_credentials")[];
        /** @description Scope names (RFC 6749, 3.3), separated by single spaces. */
        readonly ScopeNames: string;
        /**
         * Format: uri
         * @description Where the client is told that a session ended (OpenID Connect Back-Channel Logout): https,
         *     or http on a loopback address; without userinfo, fragment, or parts filled in later.
         */
        readonly LogoutReceiver: string;
        /** @description Of which ends it wants to be told. Left out, of all. */
        readonly NoticeCauses: readonly components["schemas"]["NoticeCause"][];
        readonly ClientFields: {
            readonly client_id: string;
            readonly client_name: string;
            /** @enum {string} */
            readonly application_type: "web" | "native";
            /** @enum {string} */
            readonly token_endpoint_auth_method: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";
            readonly grant_types: readonly string[];
            readonly redirect_uris: readonly string[];
            readonly post_logout_redirect_uris: readonly string[];
            readonly scope: string;
            readonly jwks?: components["schemas"]["ClientJwks"];
            readonly policy: string | null;
            readonly resource: string | null;
            readonly allow_guests: boolean;
            readonly backchannel_logout_uri: string | null;
            readonly backchannel_logout_session_required: boolean;
            /** @description Null for all. */
            readonly backchannel_logout_causes: readonly string[] | null;
            /** @description Null for one that has none, or the first one still. */
            readonly secret_rotated_at: components["schemas"]["TimeOrNull"];
            /** @description Until when the secret before it is good as well, or was; null for none. */
            readonly former_secret_expires_at: components["schemas"]["TimeOrNull"];
            readonly created_at: components["schemas"]["Time"];
            readonly disabled_at: components["schemas"]["TimeOrNull"];
        };
        readonly Client: components["schemas"]["ClientFields"];
        readonly CreatedClient: {
            /** @description Shown once. Absent for `private_key_jwt` and `none`. */
            readonly client_secret?: string;
        } & components["schemas"]["ClientFields"];
        readonly RotatedSecret: {
            readonly client_id: string;
            readonly client_secret: string;
            /** @description Until when the former secret is good as well; null for no longer. */
            readonly former_secret_expires_at: components["schemas"]["TimeOrNull"];
        };
        readonly ClientPage: {
            readonly items: readonly components["schemas"]["Client"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        readonly NewResourceServer: {
            /**
             * Format: uri
             * @description What stands as the audience in tokens (RFC 8707).
             */
            readonly identifier: string;
            readonly name: string;
            readonly scope: components["schemas"]["ScopeNames"];
        };
        readonly ResourceServerPage: {
            readonly items: readonly {
                readonly identifier: string;
                readonly name: string;
                readonly scope: string;
                readonly created_at: components["schemas"]["Time"];
            }[];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description Why the session ended, or what the client held in it.
         * @enum {string}
         */
        readonly NoticeCause: "logout" | "idle_timeout" | "absolute_timeout" | "evicted" | "revoked" | "binding_mismatch" | "refresh_reuse" | "account_disabled" | "credential_changed" | "upgraded" | "code_reuse";
        /** @description What one client is told by back-channel logout. The token itself is kept nowhere. */
        readonly Notice: {
            /** Format: uuid */
            readonly id: string;
            readonly client_id: string;
            /**
             * Format: uuid
             * @description The `sub` in the token.
             */
            readonly account_id: string;
            /** @description The `sid` in tokens. */
            readonly sid: string;
            readonly cause: components["schemas"]["NoticeCause"];
            /**
             * @description `pending` is tried, and tried again; `dead` was given up and can be sent again.
             * @enum {string}
             */
            readonly state: "pending" | "delivered" | "dead";
            readonly attempts: number;
            /**
             * @description The status that the receiver answered; or `timeout`, `unreachable`, `address_refused`
             *     (not a public address), `no_receiver` (the client has no address any more).
             */
            readonly last_answer: string | null;
            readonly created_at: components["schemas"]["Time"];
            readonly tried_at: components["schemas"]["TimeOrNull"];
            readonly delivered_at: components["schemas"]["TimeOrNull"];
        };
        readonly NoticePage: {
            readonly items: readonly components["schemas"]["Notice"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /** @enum {string} */
        readonly EventType: "access.refused" | "account.changed" | "account.created" | "account.deleted" | "account.disabled" | "account.enabled" | "account.tier_changed" | "account.wait_lifted" | "api_key.created" | "api_key.revoked" | "authentication.failed" | "authentication.limited" | "authorization.refused" | "client.changed" | "client.created" | "client.deleted" | "client.disabled" | "client.enabled" | "client.limited" | "client.refused" | "client.secret_rotated" | "client_credentials.issued" | "code.issued" | "code.redeemed" | "code.reused" | "consent.denied" | "consent.granted" | "consent.withdrawn" | "control.failed" | "control.recovered" | "device.first_seen" | "grant.ended" | "guest.begun" | "key.created" | "key.retired" | "key.signing" | "key.superseded" | "ledger.broken" | "ledger.dropped" | "ledger.forgotten" | "ledger.read" | "ledger.verified" | "limit.reached" | "link.made" | "link.refused" | "mail.given_up" | "node.started" | "node.stopped" | "notice.delivered" | "notice.given_up" | "notice.resent" | "operator.role_changed" | "password.changed" | "password.reset" | "password.reset_requested" | "policy.changed" | "policy.deleted" | "refresh.repeated" | "refresh.reused" | "refresh.rotated" | "refusals.folded" | "registration.requested" | "resource_server.registered" | "resource_server.removed" | "revocation.made" | "session.begun" | "session.binding_changed" | "session.disowned" | "session.ended" | "session.reauthenticated" | "session.refused" | "session.upgraded" | "session.used_in_parallel" | "session.went_offline" | "step_up.unmet" | "token.refused" | "token.revoked";
        /** @description Further fields, which depend on `type`. */
        readonly AuditDetails: {
            readonly [key: string]: unknown;
        };
        /** @description Who did it. */
        readonly Actor: {
            /** @enum {string} */
            readonly kind: "account" | "client" | "operator" | "api_key" | "system" | "nobody";
            readonly id: string | null;
        };
        /** @description One event of the ledger, as docs/audit.md tells. Its salt is never shown. */
        readonly AuditEventFields: {
            /** @description Decimal. */
            readonly id: string;
            readonly occurred_at: components["schemas"]["Time"];
            /** @description An `EventType`, or one of a newer version. */
            readonly type: string;
            /** @enum {string} */
            readonly severity: "info" | "notice" | "warning" | "alert";
            /** @enum {string} */
            readonly outcome: "success" | "failure";
            readonly actor: components["schemas"]["Actor"];
            /** Format: uuid */
            readonly account_id: string | null;
            /** Format: uuid */
            readonly session_id: string | null;
            readonly client_id: string | null;
            readonly grant_id: string | null;
            /** @description The address that the request came from. */
            readonly network: string | null;
            readonly user_agent: string | null;
            readonly request_id: string | null;
            readonly details: components["schemas"]["AuditDetails"];
            /** @description Whether the personal fields were erased. */
            readonly forgotten: boolean;
        };
        readonly AuditEvent: components["schemas"]["AuditEventFields"];
        readonly SealedAuditEvent: components["schemas"]["AuditEventFields"] & {
            /** @description Where it is sealed; null while it is not, which takes a second or two. */
            readonly seal: null | {
                readonly block: number;
                readonly sealed_at: components["schemas"]["Time"];
                /** @description Whether it still is as it was sealed. False: somebody changed it, or its block, behind the ledger's back. */
                readonly intact: boolean;
            };
        };
        readonly AuditEventPage: {
            readonly items: readonly components["schemas"]["AuditEvent"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description As docs/audit.md tells; `parley audit check-proof` checks it. */
        readonly AuditProof: {
            /** @constant */
            readonly form: 1;
            /** @description The event as it is hashed; personal fields are commitments. */
            readonly event: {
                readonly [key: string]: unknown;
            };
            /** @description The personal fields that are shown, each with its own salt. */
            readonly openings: readonly {
                /** @enum {string} */
                readonly field: "network" | "personal" | "user_agent";
                readonly salt: components["schemas"]["Hash"];
                readonly value: unknown;
            }[];
            readonly index: number;
            readonly size: number;
            /** @description The nodes beside the way up to the root, the lowest first. */
            readonly path: readonly components["schemas"]["Hash"][];
            readonly seal: string;
        };
        readonly Hash: string;
        readonly AuditBlock: {
            readonly number: number;
            readonly hash: components["schemas"]["Hash"];
            /** @description The hash of the block before; zeros for the first. */
            readonly previous: components["schemas"]["Hash"];
            /** Format: date-time */
            readonly sealed_at: string;
            /** @description How many events; none when nothing happened for a minute. */
            readonly count: number;
            readonly first_event: components["schemas"]["EventIdOrNull"];
            readonly last_event: components["schemas"]["EventIdOrNull"];
            readonly epoch: number;
            /** @description The `kid` of the key that signed it. */
            readonly key: string | null;
        };
        /** @description By the order of the ledger; null for a block without events. */
        readonly EventIdOrNull: string | null;
        readonly SealedAuditBlock: components["schemas"]["AuditBlock"] & {
            /** @description The root of the Merkle tree (RFC 6962) over the events. */
            readonly root: components["schemas"]["Hash"];
            readonly leaves_hash: components["schemas"]["Hash"];
            /** @description The header as a signed JWS. */
            readonly seal: string;
        };
        readonly AuditBlockPage: {
            readonly items: readonly components["schemas"]["AuditBlock"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        readonly AuditVerification: {
            readonly ok: boolean;
            readonly from: number;
            readonly to: number;
            /** @description The last block before these; null at the beginning. */
            readonly next: number | null;
            /** @description How many were found good, up to the first that is not. */
            readonly blocks: number;
            readonly events: number;
            /** @description Events of months that retention took, as the ledger tells. */
            readonly dropped: number;
            /** @description Events whose person was forgotten, as the ledger tells. */
            readonly erased: number;
            readonly first_bad: null | {
                /** @enum {string} */
                readonly what: "changed" | "removed" | "inserted" | "reordered" | "moved";
                readonly event: string | null;
                readonly block: number | null;
                readonly detail: string;
            };
        };
        readonly AuditKeys: {
            readonly keys: readonly {
                readonly kid: string;
                /** @constant */
                readonly kty: "EC";
                /** @constant */
                readonly crv: "P-256";
                readonly x: string;
                readonly y: string;
                /** @constant */
                readonly alg: "ES256";
                /** @constant */
                readonly use: "sig";
            }[];
        };
        /** @description What shall be otherwise. */
        readonly AccountPatch: {
            readonly name?: string;
            readonly email?: string;
        };
        readonly AccountFields: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description A `guest` browses without credentials, and nobody can sign in as one.
             * @enum {string}
             */
            readonly kind: "person" | "guest";
            /** @description Null for a guest. */
            readonly email: string | null;
            readonly name: string;
            readonly tier: string;
            readonly roles: readonly string[];
            /** @description When it was shown that the person reads this address's mail; null for not yet. */
            readonly email_verified_at: components["schemas"]["TimeOrNull"];
            readonly created_at: components["schemas"]["Time"];
            readonly disabled_at: components["schemas"]["TimeOrNull"];
        };
        readonly Account: components["schemas"]["AccountFields"];
        readonly AccountInFull: {
            /** @description By what the person proves who they are. A guest has none. */
            readonly factors: readonly {
                /** @enum {string} */
                readonly kind: "password";
                readonly changed_at: components["schemas"]["Time"];
            }[];
            /** @description How many sessions the tier's policy allows, and what happens with one more. */
            readonly limits: {
                readonly policy: string;
                readonly max_sessions: number;
                /** @enum {string} */
                readonly on_limit: "evict_oldest" | "evict_idle" | "refuse" | "ask";
                /** @enum {string} */
                readonly limit_scope: "account" | "client";
            };
            /** @description How many count against the limit, live and offline; counted up to 1,000. */
            readonly open_sessions: number;
            /** @description Until when passwords are not tried, in some browser, since too many were wrong. Null: they are. */
            readonly sign_in_wait_until: components["schemas"]["TimeOrNull"];
        } & components["schemas"]["AccountFields"];
        readonly OperatorList: {
            readonly items: readonly {
                /** Format: uuid */
                readonly account_id: string;
                readonly email: string;
                readonly name: string;
                /** @enum {string} */
                readonly role: "viewer" | "support" | "operator" | "owner";
                readonly created_at: components["schemas"]["Time"];
                readonly disabled_at: components["schemas"]["TimeOrNull"];
            }[];
        };
        readonly AccountPage: {
            readonly items: readonly components["schemas"]["Account"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
    };
    responses: {
        /** @description When it will end, or that and why it has. */
        readonly SessionStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SessionStatus"];
            };
        };
        /** @description The module, the same for everyone; any page may load it (CORS). */
        readonly Script: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/javascript": string;
            };
        };
        /** @description The module that the caller has is the current one. */
        readonly SameScript: {
            headers: {
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The token is the client's own and has no session, the origin is not the client's, or a
         *     request with the cookie came from another site. `reauthentication_needed`: the cookie comes
         *     from another network, browser or device, and the person must sign in again first.
         */
        readonly SessionForbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session has ended (`session_ended`); the status says why. */
        readonly SessionOver: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Under the session's policy no activity moves its end (`session_not_extendable`). */
        readonly NotExtendable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A page. */
        readonly Page: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description On to the next step, or back to the client with a code or an error and `iss`. */
        readonly SeeOther: {
            headers: {
                readonly Location: components["headers"]["Location"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A page that says what is wrong and what to do. */
        readonly PageRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description A page that says that something went wrong here. */
        readonly PageFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description A page that says to try again shortly. */
        readonly PageUnavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /**
         * @description Too many secrets or signatures of this client were wrong, from this address. Nothing is
         *     compared until then, right or wrong.
         */
        readonly OAuthTooMany: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description Refused, in the words of RFC 6749 and its kin. */
        readonly OAuthRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The client could not be authenticated. */
        readonly ClientRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The access token is missing, not good, or not good for this. */
        readonly TokenRefused: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["Challenge"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description Something went wrong here. */
        readonly OAuthFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description Try again shortly. */
        readonly OAuthUnavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The request breaks a rule; `detail` names the field and the rule. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Idempotency-Key` stands for another request (`idempotency_key_reused`). */
        readonly KeyReused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is not as the caller read it (`precondition_failed`). Nothing was done. */
        readonly PreconditionFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Without `If-Match` or `If-None-Match` (`precondition_needed`). */
        readonly PreconditionNeeded: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This caller asks too often (`too_many_requests`). */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No access token, or none that is good here. */
        readonly Unauthorized: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["Challenge"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token lacks the scope, or the caller may not give what it does not have. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing has this id. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The cursor is not of this feed, or of the database as it was before a restore. Begin without
         *     one.
         */
        readonly CursorUnknown: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address has no such method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The email is taken, nobody else is an owner, or the key signs. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The event is not sealed yet (`event_unsealed`): ask again in a few seconds. Or it is not as it was
         *     sealed (`event_changed`), and nothing proves what it says now.
         */
        readonly NotProvable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An account or a client still lives under the policy. */
        readonly PolicyInUse: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 64 KiB. */
        readonly TooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not `application/json` in UTF-8, or is compressed. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong here. */
        readonly Failed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Try again shortly. */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        readonly PolicyName: string;
        readonly ClientIdOfRequest: string;
        readonly Id: string;
        readonly ClientId: string;
        readonly GrantId: string;
        readonly KeyId: string;
        /** @description Why, in your words, for the ledger. */
        readonly Reason: string;
        /** @description How many at most. */
        readonly Limit: number;
        /**
         * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
         *     it was made under.
         */
        readonly Cursor: string;
        /** @description As `Cursor`, of a list whose ids are long. */
        readonly LongCursor: string;
        /**
         * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
         *     answer and acts once. A refused request is not remembered.
         */
        readonly IdempotencyKey: string;
        /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
        readonly IfMatch: string;
        /** @description `*`: only if there is none yet. */
        readonly IfNoneMatch: string;
    };
    requestBodies: {
        readonly PresentedToken: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly token: string;
                    /** @enum {string} */
                    readonly token_type_hint?: "access_token" | "refresh_token";
                };
            };
        };
    };
    headers: {
        /** @description Which version of the document this is, for `If-Match`. */
        readonly ETag: string;
        /** @description Nothing of this is to be kept. */
        readonly NoStore: "no-store";
        /** @description `rel="next"` (RFC 8288), if there is a next page. */
        readonly Link: string;
        /** @description What belongs to it (RFC 8288), each with its title. */
        readonly Related: string;
        /** @description Where it is. */
        readonly Location: string;
        /** @description Seconds. */
        readonly RetryAfter: string;
        /** @description What is needed, and what is wrong (RFC 6750, 3). */
        readonly Challenge: string;
        /** @description The methods there are. */
        readonly Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly authorize: {
        readonly parameters: {
            readonly query: {
                readonly client_id: components["parameters"]["ClientIdOfRequest"];
                readonly response_type?: "code";
                readonly redirect_uri?: string;
                /** @example openid profile email */
                readonly scope?: string;
                readonly state?: string;
                readonly nonce?: string;
                readonly code_challenge?: string;
                readonly code_challenge_method?: "S256";
                /** @description Space-separated `none`, `login`, `consent`. */
                readonly prompt?: string;
                readonly max_age?: number;
                readonly login_hint?: string;
                /**
                 * @description Languages of the pages and mails of this request, the best first, as `de-AT en`; `en`,
                 *     `de`, `fr`, `es` and `ja` are spoken. Without it, or with none of them, the browser's
                 *     `Accept-Language` says it.
                 */
                readonly ui_locales?: string;
                /**
                 * @description `urn:parley:acr:guest`, from a client that may have guests: a visitor without a session
                 *     is answered with a code at once, as a guest. Other values ask for nothing.
                 */
                readonly acr_values?: string;
                readonly resource?: string;
                readonly response_mode?: "query" | "fragment" | "form_post";
                /** @description What `POST /par` answered; the client's id is then the only other parameter. */
                readonly request_uri?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Page"];
            readonly 303: components["responses"]["SeeOther"];
            readonly 400: components["responses"]["PageRefused"];
            readonly 413: components["responses"]["PageRefused"];
            readonly 415: components["responses"]["PageRefused"];
            readonly 500: components["responses"]["PageFailed"];
            readonly 503: components["responses"]["PageUnavailable"];
        };
    };
    readonly authorizeByForm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly [key: string]: string;
                };
            };
        };
        readonly responses: {
            readonly 303: components["responses"]["SeeOther"];
            readonly 400: components["responses"]["PageRefused"];
            readonly 413: components["responses"]["PageRefused"];
            readonly 415: components["responses"]["PageRefused"];
            readonly 500: components["responses"]["PageFailed"];
            readonly 503: components["responses"]["PageUnavailable"];
        };
    };
    readonly token: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        readonly responses: {
            /** @description The tokens. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["NoStore"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["ClientRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 429: components["responses"]["OAuthTooMany"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly revoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["PresentedToken"];
        readonly responses: {
            /** @description The token is good for nothing. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["ClientRefused"];
            readonly 403: components["responses"]["OAuthRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 429: components["responses"]["OAuthTooMany"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly introspect: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["PresentedToken"];
        readonly responses: {
            /** @description What is known of the token; of a dead one, only that it is dead. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Introspection"];
                };
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["ClientRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 429: components["responses"]["OAuthTooMany"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly userinfo: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The claims that the token's scopes allow. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Userinfo"];
                };
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["TokenRefused"];
            readonly 403: components["responses"]["TokenRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly userinfoByForm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly access_token?: string;
                };
            };
        };
        readonly responses: {
            /** @description The claims that the token's scopes allow. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Userinfo"];
                };
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["TokenRefused"];
            readonly 403: components["responses"]["TokenRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly jwks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The keys. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/jwk-set+json": components["schemas"]["PublicKeys"];
                };
            };
            readonly 404: components["responses"]["OAuthRefused"];
        };
    };
    readonly openidConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The metadata. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ServerMetadata"];
                };
            };
            readonly 404: components["responses"]["OAuthRefused"];
        };
    };
    readonly authorizationServerMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The metadata. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ServerMetadata"];
                };
            };
            readonly 404: components["responses"]["OAuthRefused"];
        };
    };
    readonly logout: {
        readonly parameters: {
            readonly query?: {
                readonly id_token_hint?: string;
                readonly client_id?: string;
                readonly post_logout_redirect_uri?: string;
                readonly state?: string;
                readonly ui_locales?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Page"];
            readonly 303: components["responses"]["SeeOther"];
            readonly 400: components["responses"]["PageRefused"];
            readonly 413: components["responses"]["PageRefused"];
            readonly 415: components["responses"]["PageRefused"];
            readonly 500: components["responses"]["PageFailed"];
            readonly 503: components["responses"]["PageUnavailable"];
        };
    };
    readonly logoutByForm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly [key: string]: string;
                };
            };
        };
        readonly responses: {
            readonly 303: components["responses"]["SeeOther"];
            readonly 400: components["responses"]["PageRefused"];
            readonly 413: components["responses"]["PageRefused"];
            readonly 415: components["responses"]["PageRefused"];
            readonly 500: components["responses"]["PageFailed"];
            readonly 503: components["responses"]["PageUnavailable"];
        };
    };
    readonly pushAuthorizationRequest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The parameters of `GET /authorize`. */
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly [key: string]: string;
                };
            };
        };
        readonly responses: {
            /** @description Where the request is kept. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uri */
                        readonly request_uri: string;
                        readonly expires_in: number;
                    };
                };
            };
            readonly 400: components["responses"]["OAuthRefused"];
            readonly 401: components["responses"]["ClientRefused"];
            readonly 413: components["responses"]["OAuthRefused"];
            readonly 415: components["responses"]["OAuthRefused"];
            readonly 429: components["responses"]["OAuthTooMany"];
            readonly 500: components["responses"]["OAuthFailed"];
            readonly 503: components["responses"]["OAuthUnavailable"];
        };
    };
    readonly sessionStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["SessionStatus"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["SessionForbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly keepSessionAlive: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["SessionStatus"];
            readonly 400: components["responses"]["SessionOver"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["SessionForbidden"];
            readonly 409: components["responses"]["NotExtendable"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sessionEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It stays open until the session is over or the grant is withdrawn. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["NoStore"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["SessionForbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sessionDialog: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Script"];
            readonly 304: components["responses"]["SameScript"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
        };
    };
    readonly sessionDialogParts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Script"];
            readonly 304: components["responses"]["SameScript"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
        };
    };
    readonly sessionDialogSource: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Script"];
            readonly 304: components["responses"]["SameScript"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
        };
    };
    readonly readRevocations: {
        readonly parameters: {
            readonly query?: {
                /** @description The `cursor` of the answer before, as it is. */
                readonly after?: string;
                /** @description How many entries at most; not for event streams. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page, or the stream. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["NoStore"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Revocations"];
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 410: components["responses"]["CursorUnknown"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly statusList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly list: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A JWT of the type `statuslist+jwt`. */
            readonly 200: {
                headers: {
                    readonly ETag?: string;
                    readonly "Cache-Control"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/statuslist+jwt": string;
                };
            };
            /** @description It is the one that the caller has. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly live: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It runs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "live";
                    };
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
        };
    };
    readonly ready: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "ready";
                    };
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description It is stopping, or the database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "stopping";
                    };
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly contract: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OpenAPI 3.1. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly openapi: string;
                        readonly info: {
                            readonly [key: string]: unknown;
                        };
                        readonly paths: {
                            readonly [key: string]: unknown;
                        };
                        readonly components: {
                            readonly [key: string]: unknown;
                        };
                    };
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: {
                /** @example ada@example.com */
                readonly account?: components["schemas"]["AccountSought"];
                readonly client_id?: components["schemas"]["ClientSought"];
                readonly state?: "live" | "offline" | "ended";
                readonly network?: components["schemas"]["NetworkSought"];
                readonly device?: components["schemas"]["DeviceSought"];
                readonly acr?: components["schemas"]["AcrSought"];
                readonly policy?: components["schemas"]["PolicySought"];
                readonly end_reason?: components["schemas"]["EndReason"];
                readonly created_from?: components["schemas"]["CreatedFrom"];
                readonly created_to?: components["schemas"]["CreatedTo"];
                readonly seen_from?: components["schemas"]["SeenFrom"];
                readonly seen_to?: components["schemas"]["SeenTo"];
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly endSearchedSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly filter: components["schemas"]["SessionsToEnd"];
                    /** @description Why, in your words, for the ledger. */
                    readonly reason?: string;
                    /** @default false */
                    readonly dry_run?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description What would end now, of a dry run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionsReached"];
                };
            };
            /** @description The receipt. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevocationReceipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Related"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionStory"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly endSession: {
        readonly parameters: {
            readonly query?: {
                /** @description Why, for the ledger. The other end reasons only the server finds itself. */
                readonly reason?: "revoked" | "logout" | "evicted" | "binding_mismatch" | "account_disabled" | "credential_changed";
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listGrants: {
        readonly parameters: {
            readonly query?: {
                /** @description By its id. */
                readonly account?: string;
                readonly client_id?: string;
                readonly session?: string;
                readonly state?: "live" | "ended";
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GrantPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getGrant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["GrantId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The grant. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Related"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Grant"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly endGrant: {
        readonly parameters: {
            readonly query: {
                /** @description Why, in your words, for the ledger. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["GrantId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listClients: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly client_name: string;
                    /**
                     * @default web
                     * @enum {string}
                     */
                    readonly application_type?: "web" | "native";
                    /**
                     * @default client_secret_basic
                     * @enum {string}
                     */
                    readonly token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";
                    /**
                     * @default [
                     *       "authorization_code"
                     *     ]
                     */
                    readonly grant_types?: components["schemas"]["GrantTypes"];
                    /** @default [] */
                    readonly redirect_uris?: components["schemas"]["RedirectUris"];
                    /** @default [] */
                    readonly post_logout_redirect_uris?: components["schemas"]["RedirectUris"];
                    /** @default openid */
                    readonly scope?: components["schemas"]["ScopeNames"];
                    readonly jwks?: components["schemas"]["ClientJwks"];
                    /** @description A policy of its own, stricter than the account's. Left out, none. */
                    readonly policy?: components["schemas"]["PolicyName"];
                    /**
                     * Format: uri
                     * @description The resource server that this client is; it may introspect its tokens.
                     */
                    readonly resource?: string;
                    /**
                     * @description Whether its visitors may browse without signing in (`acr_values=urn:parley:acr:guest`).
                     *     Only for a web app that can prove who it is, by a secret, a key or https.
                     * @default false
                     */
                    readonly allow_guests?: boolean;
                    readonly backchannel_logout_uri?: components["schemas"]["LogoutReceiver"];
                    /**
                     * @description As the client says; every logout token has a `sid`.
                     * @default false
                     */
                    readonly backchannel_logout_session_required?: boolean;
                    readonly backchannel_logout_causes?: components["schemas"]["NoticeCauses"];
                };
            };
        };
        readonly responses: {
            /** @description The client, with its secret if it has one. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedClient"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The client, without its secret. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Client"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteClient: {
        readonly parameters: {
            readonly query: {
                /** @description Why, in your words, for the ledger. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone, and everything under it has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["ClientPatch"];
                readonly "application/json": components["schemas"]["ClientPatch"];
            };
        };
        readonly responses: {
            /** @description The client as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Client"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 428: components["responses"]["PreconditionNeeded"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly disableClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reasoned"];
            };
        };
        readonly responses: {
            /** @description The client as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Client"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly enableClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The client as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Client"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly rotateSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description How many seconds the former secret is good for; a day by default.
                     * @default 86400
                     */
                    readonly overlap?: number;
                };
            };
        };
        readonly responses: {
            /** @description The new secret, shown once. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listResourceServers: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description As `Cursor`, of a list whose ids are long. */
                readonly cursor?: components["parameters"]["LongCursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResourceServerPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly registerResourceServer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewResourceServer"];
            };
        };
        readonly responses: {
            /** @description Clients that have the scopes may ask for it. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly removeResourceServer: {
        readonly parameters: {
            readonly query: {
                readonly identifier: string;
                /** @description Why, in your words, for the ledger. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAccounts: {
        readonly parameters: {
            readonly query?: {
                /** @description The one account with this email. */
                readonly email?: string;
                /** @description The people whose email begins so, in the order of their emails. */
                readonly email_prefix?: string;
                /** @description The people whose name begins so, whatever the case, in the order of their names. */
                readonly name_prefix?: string;
                /** @description People sign in; guests browse without credentials. */
                readonly kind?: "person" | "guest";
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    /**
                     * Format: password
                     * @description 12 to 256 characters, whichever they are.
                     */
                    readonly password: string;
                    readonly name?: string;
                    /** @default default */
                    readonly tier?: string;
                };
            };
        };
        readonly responses: {
            /** @description The account. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountInFull"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteAccount: {
        readonly parameters: {
            readonly query: {
                /** @description Why, in your words, for the ledger. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone, and everything under it has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["AccountPatch"];
                readonly "application/json": components["schemas"]["AccountPatch"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 428: components["responses"]["PreconditionNeeded"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly disableAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reasoned"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly enableAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sendPasswordReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message is on its way. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly account_id: string;
                        /** @description The address that it goes to. */
                        readonly email: string;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly liftSignInWait: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nobody has to wait for this account. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly setTier: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly tier: components["schemas"]["PolicyName"];
                };
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly setRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Null takes it away.
                     * @enum {unknown}
                     */
                    readonly role: "viewer" | "support" | "operator" | "owner" | null;
                };
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listOperators: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them, a thousand at most. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorList"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listNotices: {
        readonly parameters: {
            readonly query?: {
                readonly state?: "pending" | "delivered" | "dead";
                /** @description Of what its clients held in it. */
                readonly session?: string;
                /** @description By its id. */
                readonly account?: string;
                readonly client_id?: string;
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NoticePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getNotice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The notice. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Notice"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly resendNotice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is on its way. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Notice"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAuditEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description One or several, each as a parameter of its own. */
                readonly type?: readonly components["schemas"]["EventType"][];
                /** @description One or several, each as a parameter of its own. */
                readonly severity?: readonly ("info" | "notice" | "warning" | "alert")[];
                readonly outcome?: "success" | "failure";
                /** @description Who did it, by account id, client id, operator or id of an API key. */
                readonly actor?: string;
                /** @description By its id, since the account may be gone. */
                readonly account?: string;
                readonly session?: string;
                readonly client?: string;
                /** @description The id of one of an account's devices: what came from that browser, by its own cookie. */
                readonly device?: string;
                /** @description An address, or a prefix of at least /8 (IPv6 /16). */
                readonly network?: string;
                /** @description The first moment; not for event streams. */
                readonly from?: string;
                /** @description The first moment after the last; not for event streams. */
                readonly to?: string;
                /** @description Of the lines: these documents, ArcSight CEF 0 (as `text/plain`), or OCSF 1.3. */
                readonly format?: "jsonl" | "cef" | "ocsf";
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page, or the stream. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditEventPage"];
                    readonly "application/x-ndjson": {
                        readonly [key: string]: unknown;
                    };
                    readonly "text/plain": string;
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 410: components["responses"]["CursorUnknown"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getAuditEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The event. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SealedAuditEvent"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly proveAuditEvent: {
        readonly parameters: {
            readonly query?: {
                /** @description Whether it shows the personal fields, too; each can be checked. */
                readonly personal?: boolean;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The proof. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditProof"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["NotProvable"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAuditBlocks: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditBlockPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getAuditBlock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The block. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SealedAuditBlock"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly verifyAuditBlocks: {
        readonly parameters: {
            readonly query?: {
                /** @description The last block; the newest when it is left out. */
                readonly to?: number;
                /** @description How many at most. */
                readonly blocks?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditVerification"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAuditKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The set (RFC 7517, 5). */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditKeys"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getStatistics: {
        readonly parameters: {
            readonly query?: {
                /** @description The last 60 minutes, 24 hours or 31 days, each as one step of the series. */
                readonly span?: "hour" | "day" | "month";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The statistics. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Statistics"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listPolicies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Presets, and what was edited or added. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Policy"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The policy. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Policy"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly savePolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: only if there is none yet. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PolicySettings"];
            };
        };
        readonly responses: {
            /** @description The policy as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Policy"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 428: components["responses"]["PreconditionNeeded"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly removePolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `ETag` of what you read, or `*`. If it was changed meanwhile, nothing is done. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: only if there is none yet. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing of yours stands under this name any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["PolicyInUse"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly simulatePolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PolicySettings"];
            };
        };
        readonly responses: {
            /** @description The counts. Nothing was touched. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Sessions that live under the policy. */
                        readonly sessions: number;
                        /** @description Of these the ones that would be over. */
                        readonly ending: number;
                        /** @description Accounts with more than would be allowed. */
                        readonly accounts_over_limit: number;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly explainPolicy: {
        readonly parameters: {
            readonly query?: {
                /** @description Through which application. */
                readonly client_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Every setting with its value and its reason. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account_policy: string;
                        /** @description The application's own policy; null if it has none, or none is asked about. */
                        readonly client_policy: string | null;
                        readonly settings: {
                            readonly [key: string]: {
                                readonly value: number | boolean | string | Record<string, never> | null;
                                /** @enum {string} */
                                readonly reason: "account" | "client";
                            };
                        };
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listRevocations: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevocationPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createRevocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly scope: components["schemas"]["RevocationScope"];
                    readonly before?: components["schemas"]["RevocationMoment"];
                    /** @description Why, in your words, for the ledger. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description The receipt. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevocationReceipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tryRevocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly scope: components["schemas"]["RevocationScope"];
                    readonly before?: components["schemas"]["RevocationMoment"];
                };
            };
        };
        readonly responses: {
            /** @description How many it would hit. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly sessions: number;
                        readonly accounts: number;
                        /** @description Applications that lose what they were allowed. */
                        readonly clients: number;
                        /** @description What they were allowed, once for each session. */
                        readonly grants: number;
                        /** @description Of these applications the ones that are told by back-channel logout. */
                        readonly clients_told: number;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getRevocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The receipt, as it stands now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Revocation"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["ApiKey"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewApiKey"];
            };
        };
        readonly responses: {
            /** @description The key, shown this once. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key, without its secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly revokeApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is dead. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description What the keys sign. */
                readonly use?: components["schemas"]["KeyUse"];
                /** @description How many at most. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description `next_cursor` of the page before. Signed, and good only for the list and the filters that
                 *     it was made under.
                 */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly Link: components["headers"]["Link"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Key"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly rotateKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @default signing */
                    readonly use?: components["schemas"]["KeyUse"];
                    /** @description One algorithm alone; without it, each. */
                    readonly alg?: components["schemas"]["SigningAlgorithm"];
                    /** @default false */
                    readonly immediate?: boolean;
                    /** @description Why, in your words, for the ledger. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description The keys that were made, or that were to sign next already. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Key"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly retireKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A text of your own, best a UUID. For a day, the same request with the same key gets the same
                 *     answer and acts once. A refused request is not remembered.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                readonly kid: components["parameters"]["KeyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reasoned"];
            };
        };
        readonly responses: {
            /** @description The key, retired. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["KeyReused"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Settings"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["Failed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
}
export interface defaults {
    readRevocations: { params: "limit"; body: never };
    listSessions: { params: "limit"; body: never };
    endSearchedSessions: { params: never; body: "dry_run" };
    endSession: { params: "reason"; body: never };
    listGrants: { params: "limit"; body: never };
    listClients: { params: "limit"; body: never };
    createClient: { params: never; body: "application_type" | "token_endpoint_auth_method" | "grant_types" | "redirect_uris" | "post_logout_redirect_uris" | "scope" | "allow_guests" | "backchannel_logout_session_required" };
    rotateSecret: { params: never; body: "overlap" };
    listResourceServers: { params: "limit"; body: never };
    listAccounts: { params: "kind" | "limit"; body: never };
    createAccount: { params: never; body: "tier" };
    listNotices: { params: "limit"; body: never };
    listAuditEvents: { params: "limit"; body: never };
    proveAuditEvent: { params: "personal"; body: never };
    listAuditBlocks: { params: "limit"; body: never };
    verifyAuditBlocks: { params: "blocks"; body: never };
    getStatistics: { params: "span"; body: never };
    listRevocations: { params: "limit"; body: never };
    listApiKeys: { params: "limit"; body: never };
    listKeys: { params: "limit"; body: never };
    rotateKeys: { params: never; body: "use" | "immediate" };
}
