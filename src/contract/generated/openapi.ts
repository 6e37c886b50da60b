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
         * Request sign-in and consent
         * @description RFC 6749, section 4.1.1; every client must use PKCE with S256 (RFC 7636). `code` is the only
         *     response type. If the client or the redirect URI is unknown, the server shows an error page
         *     and does not redirect.
         *
         *     If the sign-in is too old or too weak for the request (`max_age`, the policy, scope rules),
         *     the user signs in again; with `prompt=none` the client gets `login_required` instead. If no
         *     sign-in can satisfy the request, the client gets `unmet_authentication_requirements`.
         *     `acr_values` is a voluntary claim.
         *
         *     All parameters together have at most 8 KiB: `state` and `redirect_uri` 2 KiB, `nonce` 1 KiB,
         *     `claims`, `scope`, `resource` and `ui_locales` 4 KiB, `id_token_hint` 6 KiB, any other 1 KiB.
         *     A longer request gets `invalid_request`, and `error_description` names the parameter. If too
         *     many sign-ins of this network wait to be finished, the answer is a page with status 429.
         */
        readonly get: operations["authorize"];
        readonly put?: never;
        /**
         * Request sign-in and consent with a form
         * @description Takes the parameters of `GET /authorize` as a form and redirects to that address, because
         *     browsers send the session cookie from another site only with GET.
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
         * Exchange a code, refresh tokens, or get a token for the client itself
         * @description A refresh token can be used once. If the previous one is presented again within the grace
         *     period, because the response may have been lost, the server returns the same successor.
         *     Presenting an older one ends the token family.
         *
         *     A scope that requires a recent sign-in is refreshed only while the sign-in is recent enough.
         *     After that the response contains the remaining scopes, listed in `scope`, and a request that
         *     names the scope gets `invalid_scope`.
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
         * @description Revoking a refresh token also revokes everything issued with it. Revoking an access token
         *     affects only that token. An unknown token gets 200 as well, because it is not valid either
         *     way.
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
         * Introspect a token (RFC 7662)
         * @description Available to the client that the token was issued to and to the resource server it is for.
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
        /** Get the claims about the user (OpenID Connect Core, 5.3) */
        readonly get: operations["userinfo"];
        readonly put?: never;
        /** Get the claims about the user with POST */
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
        /** Get the public keys that verify tokens (RFC 7517) */
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
        /** Get the provider metadata (OpenID Connect Discovery) */
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
        /** Get the authorization server metadata (RFC 8414) */
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
         * Request sign-out (OpenID Connect RP-Initiated Logout)
         * @description Shows a page that asks the user to confirm. No session ends before that. A hint that cannot be verified, an unregistered redirect URI or an unknown client is dropped: the user can still sign out, and stays here.
         */
        readonly get: operations["logout"];
        readonly put?: never;
        /**
         * Request sign-out with a form
         * @description Redirects to the same address with GET.
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
         * Get the state of the caller's session
         * @description This request does not count as activity. A token or cookie of an ended session still gets
         *     the state and the reason it ended.
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
         * Keep the session alive
         * @description Counts as activity: moves the idle expiry to one full idle timeout from now and leaves the
         *     other expiry times as they are. It grants no rights, so it is not recorded in the audit log.
         *     The request body is ignored.
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
         * Stream the events of the caller's session
         * @description Server-sent events: `expiring` at `warn_at`, `extended` when the expiry moves, and `ended`
         *     with the reason, after which the stream closes. Each event carries a `SessionStatus`. A
         *     comment is sent every 15 seconds. Send `Last-Event-ID` to resume on any node; events missed
         *     in between are delivered.
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
         * Get the script of the session expiry dialog
         * @description An ES module that exports `watchSession`, for any application to load. It loads its two
         *     parts from the same path.
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
        /** Get the part of the script that renders the dialog */
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
        /** Get the part of the script that reads the session's state */
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
         * Get the revocation feed
         * @description For resource servers that verify tokens themselves. Without `after`, returns every entry
         *     that an unexpired token could still need; with `after`, the entries since then. Pass the
         *     `cursor` of each response as `after` in the next request, and request again immediately
         *     while `more` is true.
         *
         *     With `text/event-stream`, streams the same documents at least once a second, with the cursor
         *     as event id. The stream ends when the token expires; send `Last-Event-ID` to resume. An
         *     entry can be delivered twice but is never skipped.
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
         * Get a Token Status List (draft-ietf-oauth-status-list)
         * @description Public. The `status` claim of an access token names the list and the index of its bit. A bit
         *     of 1 means that the token is no longer valid. Cache a list for its `ttl`.
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
        /** Check that this node is running */
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
        /** Check that this node can serve requests */
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
         * Get this contract
         * @description Public, with the issuer as its server. It contains no secrets.
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
         * Search sessions, newest first
         * @description A session past its expiry counts as ended even before it is cleaned up. Ended sessions stay
         *     readable for 30 days; a guest's for one day.
         *
         *     Filters are combined with AND. Each request examines at most 5,000 sessions, so a page can
         *     be short or even empty and still have a next page.
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
         * End all sessions that match a filter, or count them
         * @description Ends the matching sessions that are live or offline now; sessions that begin later are not
         *     affected. A filter on a single account or a single network becomes a revocation of that
         *     account or network and takes effect before the response. Any other filter ends up to 100
         *     sessions before the response and the rest in the background, on any node. Each session's
         *     tokens stop working when it ends, and `effective_by` is set once all have ended. `GET
         *     /admin/v1/revocations/{id}` reports progress in `swept_at` and `sessions_ended`. A session
         *     that no longer matches when it is reached is left alone.
         *
         *     With `dry_run`, no session ends and no reason is required.
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
         * Get a session with its history
         * @description Includes its grants, the changes noted during its use, and the logout notices sent to
         *     clients when it ended. The `Link` header points to the lists of its grants, notices and
         *     events.
         */
        readonly get: operations["getSession"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a session and every credential under it
         * @description When the response is sent, its cookies, codes and refresh tokens are invalid on every node.
         *     Ending a session that has already ended also returns 204, keeps the original reason and
         *     records no second event, so the request can be retried. With `logout`, grants with
         *     `offline_access` stay active; any other reason ends them too.
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
         * Search grants, newest session first
         * @description A grant is what an account allowed one client in one session. Its id is the `sid` in tokens.
         *     Ended grants stay readable for 30 days. Each request examines at most 5,000 grants, so a
         *     page can be short or even empty and still have a next page.
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
         * Get a grant with its refresh tokens
         * @description The `Link` header points to its session.
         */
        readonly get: operations["getGrant"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a grant and all its tokens
         * @description When the response is sent, its codes and refresh tokens are invalid on every node. Its
         *     session, the session's other grants and the user's consent stay. Ending a grant that has
         *     already ended also returns 204 and records no second event, so the request can be retried.
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
        /** List clients, ordered by id */
        readonly get: operations["listClients"];
        readonly put?: never;
        /**
         * Register a client
         * @description The secret appears only in this response; the server stores its SHA-256. To assign admin API
         *     scopes (`parley:…`), the caller's token must have them.
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
        /** Get a client */
        readonly get: operations["getClient"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a client and end everything issued to it
         * @description The id is never reused, and everything issued to the client stops working. To stop a client
         *     temporarily, disable it instead.
         */
        readonly delete: operations["deleteClient"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Update a client
         * @description A JSON Merge Patch (RFC 7396): omitted fields stay as they are. The result is validated as a
         *     whole, as at registration. Every node applies the change within a second. Issued access
         *     tokens keep their scopes until they expire; new ones get the client's current scopes. If the
         *     client has admin API scopes, before or after the change, the caller must have them too. A
         *     patch that changes nothing records no event.
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
         * Disable a client and end everything issued to it
         * @description Its tokens are rejected when the response is sent; sign-in and client authentication stop
         *     within a second on every node. Disabling a disabled client succeeds.
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
         * Enable a client
         * @description Sessions and tokens that ended when it was disabled stay ended.
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
         * Rotate a client's secret
         * @description The previous secret stays valid for `overlap` seconds, so that you can roll out the new one
         *     to every instance; use 0 if it leaked. Any secret before that one becomes invalid. Issued
         *     tokens stay valid: to invalidate stolen tokens, make a revocation. If the client has admin
         *     API scopes, the caller must have them too.
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
        /** List resource servers, ordered by identifier */
        readonly get: operations["listResourceServers"];
        readonly put?: never;
        /**
         * Register a resource server, or add scopes to one
         * @description For an API that verifies tokens itself. An API that introspects tokens is a client: register
         *     it with `resource` at `POST /admin/v1/clients`. Existing scopes stay; a request that adds
         *     nothing records no event.
         */
        readonly post: operations["registerResourceServer"];
        /**
         * Remove a resource server
         * @description The server stops issuing tokens for it from the next request. Tokens already issued stay
         *     valid until they expire. A client that represents this resource server stays.
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
         * List accounts, newest first, or find accounts
         * @description Filter by one of `email`, `email_prefix` or `name_prefix`. The last two find only people,
         *     not guests.
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
         * Get an account with its factors, limits and number of sessions
         * @description The `ETag` covers only what operators can change, so it stays the same when the user signs
         *     in or out.
         */
        readonly get: operations["getAccount"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete an account and end everything under it
         * @description The email can be registered again; the id is never reused. The audit log keeps the account's
         *     events; `parley audit forget` erases the personal data in them.
         */
        readonly delete: operations["deleteAccount"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Update an account's name, email, email verification or profile
         * @description A JSON Merge Patch (RFC 7396): omitted fields stay as they are. A new email is unverified
         *     unless the same patch sets `email_verified`, replaces the old one for sign-in, and ends no
         *     session. Links mailed to the old address stop
         *     working, and the old address is notified. A patch that changes nothing records no event. To
         *     change an operator's account, the caller must be allowed to manage operators.
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
         * Disable an account and end everything under it
         * @description Its sessions end with the reason `account_disabled`. Disabling a disabled account succeeds.
         *     A guest account cannot be disabled (404); end its session instead.
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
         * Enable an account
         * @description The user can sign in again. Sessions that ended when it was disabled stay ended.
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
         * Send a password reset email
         * @description Sends the link only to the account's own address, as if the user had requested it. Nothing
         *     changes until the link is used; then every session of the account ends. For an operator's
         *     account, the caller must be allowed to manage operators. At most five emails an hour are
         *     sent to one address.
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
         * Clear an account's sign-in delay
         * @description Clears the failed password attempts that make the account wait, in known and unknown
         *     browsers. Delays of a network stay. Repeating the request succeeds and records one event.
         *     For an operator's account, the caller must be allowed to manage operators.
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
         * Set an account's tier
         * @description The tier selects the policy of sessions that begin from now on.
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
         * Set or remove an account's operator role
         * @description Takes effect with the operator's next request. The last owner cannot be given another role,
         *     disabled or deleted (409).
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
        /** List operators */
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
         * List logout notices, newest first
         * @description Back-channel logout sends one notice to each client of a session or grant that ended.
         *     Delivered and abandoned notices stay readable for 30 days. Each request examines at most
         *     5,000 notices, so a page can be short or even empty and still have a next page.
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
        /** Get a logout notice */
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
         * Send a logout notice again
         * @description Sends a notice again, with a full set of attempts, whether it was abandoned or delivered. A
         *     notice that is still being sent does not change, so it is safe to repeat the request.
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
         * Search the audit log, newest first
         * @description Filters are combined with AND; several values of `type` or `severity` with OR. Each request
         *     examines at most 5,000 events, so a page can be short or even empty and still have a next
         *     page.
         *
         *     With `application/x-ndjson` or a `format`, streams all matching events, one per line, and
         *     ignores `limit`; the stream is cut off when the token expires. With `text/event-stream`,
         *     streams new events until the token expires; send `Last-Event-ID` to resume. An event is
         *     delivered once no older transaction is still open. Each request or stream is itself
         *     recorded, as `ledger.read`.
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
        /** Get an event */
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
         * Get a proof that an event is in the audit log
         * @description For an auditor who can see nothing else: `parley audit check-proof` needs only the proof and
         *     the public keys. Issuing a proof is itself recorded, as `ledger.read`.
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
        /** List the sealed blocks of the audit log, newest first */
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
         * Get a block with its seal
         * @description The seal is a signature over the block's header. Keep it to check later that the chain has
         *     not changed.
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
         * Verify part of the audit log
         * @description Recomputes `blocks` blocks up to `to`, by default the newest, from the current events, and
         *     names the first one that differs from its seal. To continue towards the beginning, pass
         *     `next` as `to`. Each node runs one verification at a time. The run is recorded as
         *     `ledger.verified` or `ledger.broken`. To verify the whole log, or to detect a removed tail,
         *     use `parley audit verify`.
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
        /** Get the public keys of the audit log as a JWK set, retired keys included */
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
         * Get totals and recent activity
         * @description Events are counted in the background with a delay of seconds; totals once a minute. This
         *     request counts nothing itself.
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
        /** List policies */
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
        /** Get a policy */
        readonly get: operations["getPolicy"];
        /**
         * Save a policy
         * @description Edits a preset or a policy, or creates one. Stricter settings apply to existing sessions at
         *     their next use.
         */
        readonly put: operations["savePolicy"];
        readonly post?: never;
        /**
         * Delete a policy, or reset an edited preset
         * @description Deletes your own policy; refused while it is the tier of an account or the policy of a
         *     client. A preset returns to its original settings, for everyone under it.
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
        /** Simulate policy settings */
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
        /** Get the effective policy for an account */
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
        /** List revocations, newest first */
        readonly get: operations["listRevocations"];
        readonly put?: never;
        /**
         * Revoke anything from one token to everything
         * @description Takes effect before the response. A scope with many rows costs the same whatever its size:
         *     the rows are marked afterwards, and `swept_at` is set when that is done.
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
        /** Preview the reach of a revocation */
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
        /** Get a revocation and its progress */
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
         * List API keys, newest first
         * @description Revoked and expired keys stay listed. Secrets are never shown.
         */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description The key appears only in this response; the server stores its SHA-256. It can have only
         *     scopes that the caller has, and keeps them only while its creator has them. An API key
         *     cannot create API keys.
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
        /** Get an API key */
        readonly get: operations["getApiKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description The key stops working with the next call, on every node. Revoking a revoked key succeeds.
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
         * List the keys that sign tokens and the audit log, newest first
         * @description A token signing key is `next` (published, not signing yet), `signing`, `published` (no
         *     longer signing; its signatures are still valid) or `retired`. An audit log key is `signing`
         *     or `published` and is never retired. Private keys are never shown.
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
         * Rotate signing keys
         * @description A planned rotation publishes a new key, which starts signing after three hours. The old key
         *     stays published until everything that it signed has expired. No request fails, and a
         *     rotation in progress is not started again.
         *
         *     Use `immediate` if a key leaked: a new key signs immediately, and everything signed by the
         *     other keys of its algorithm becomes invalid within a second, on every node and at every
         *     verifier that follows the revocation feed. Applications refresh and continue. With `use` set
         *     to `ledger`, a new key signs the next seal.
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
         * Retire a key that is not signing
         * @description Everything that it signed becomes invalid within a second, and its private key is destroyed.
         *     A `next` key is withdrawn before it signs anything. Retiring a retired key succeeds. A
         *     signing key cannot be retired (`key_signs`): rotate instead.
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
         * List the settings of this node
         * @description Each setting with its value, its meaning and the page of the documentation that describes
         *     it. Secrets are left out, and so are the parts of addresses that could contain one; `hidden`
         *     marks a setting with more than is shown.
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
            /** @description The first characters of the key. */
            readonly prefix: string;
            readonly scopes: readonly string[];
            readonly created_by: components["schemas"]["ApiKeyMaker"];
            readonly created_at: components["schemas"]["Time"];
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description Accurate to the minute. */
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
             * @description Omit for a key that does not expire.
             */
            readonly expires_at?: string;
        };
        /** @enum {string} */
        readonly KeyUse: "signing" | "ledger";
        /** @enum {string} */
        readonly SigningAlgorithm: "ES256" | "RS256";
        /**
         * @description Times can be in the past or in the future. Null means that it will not happen or is not
         *     decided yet.
         */
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
             * @description When the key leaves the JWKS and its private key is destroyed.
             */
            readonly retires_at: string | null;
            /** @description Whether the key was retired early, so that its signatures are no longer trusted. */
            readonly distrusted: boolean;
            /** @description As published in the JWKS. */
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
             * @description As set by `NODE_ENV`.
             * @enum {string}
             */
            readonly mode: "production" | "development";
            readonly items: readonly {
                readonly name: string;
                /** @description Null if it is a secret, or if it is neither set nor has a default. */
                readonly value: string | null;
                /** @description Whether the environment sets it. If not, the value is the default. */
                readonly given: boolean;
                /** @description Whether part of the value is hidden. */
                readonly hidden: boolean;
                readonly meaning: string;
                /** @description A page of the documentation and a heading on it. */
                readonly page: string;
            }[];
        };
        readonly Statistics: {
            /** @enum {string} */
            readonly span: "hour" | "day" | "month";
            /**
             * Format: date-time
             * @description When sessions and notices were last counted. Null before the first count.
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
                 * @description When the oldest unsealed event was written.
                 */
                readonly unsealed_since: string | null;
                readonly last_block: number | null;
                /** Format: date-time */
                readonly last_sealed_at: string | null;
            };
            readonly sweeps: {
                /** @description Revocations whose rows are still being marked. They are already in effect. */
                readonly pending_revocations: number;
                /**
                 * Format: date-time
                 * @description When the oldest pending revocation last made progress, or was made. Null if none is
                 *     pending.
                 */
                readonly last_progress_at: string | null;
            };
            /**
             * @description How long nodes took to learn of revocations in this span, from the row's creation to the
             *     read that found it, by the database's clock. A revocation counts once for each node that
             *     has a follower. Delivery to the follower is not included.
             */
            readonly propagation: {
                readonly told: number;
                /** @description How many took longer than the promised second. */
                readonly late: number;
                readonly mean_ms: number | null;
                readonly slowest_ms: number | null;
            };
            /** @description Oldest step first. The last step is still in progress. */
            readonly series: readonly {
                /** Format: date-time */
                readonly at: string;
                /** @description The last count in this step. Null if there was none. */
                readonly live_sessions: number | null;
                readonly offline_sessions: number | null;
                readonly sign_ins: number;
                readonly sign_in_failures: number;
                readonly refreshes: number;
                readonly evictions: number;
                readonly session_ends: number;
                readonly revocations: number;
                readonly refusals: number;
                /** @description The slowest in this step. Null if there was none. */
                readonly propagation_ms: number | null;
            }[];
        };
        /**
         * @description The complete list of error codes. A code never changes its meaning.
         * @enum {string}
         */
        readonly ErrorCode: "account_disabled" | "body_too_large" | "client_metadata_invalid" | "code_reused" | "cursor_unknown" | "email_invalid" | "email_taken" | "event_changed" | "event_unsealed" | "forbidden" | "grant_invalid" | "idempotency_key_reused" | "insufficient_scope" | "insufficient_user_authentication" | "interaction_expired" | "key_signs" | "last_owner" | "mail_unavailable" | "media_type_unsupported" | "method_not_allowed" | "not_found" | "password_too_long" | "password_too_short" | "password_too_weak" | "policy_in_use" | "policy_invalid" | "precondition_failed" | "precondition_needed" | "reauthentication_needed" | "refresh_reused" | "request_invalid" | "session_ended" | "session_not_extendable" | "sign_in_refused" | "sign_in_too_weak" | "store_unavailable" | "token_invalid" | "token_missing" | "too_busy" | "too_many_pending" | "too_many_requests" | "too_many_sessions" | "unforeseen";
        readonly Reasoned: {
            /** @description The reason, recorded in the audit log. */
            readonly reason: string;
        };
        /**
         * Format: date-time
         * @description Revokes everything issued up to this time. Defaults to now; a future time is refused.
         */
        readonly RevocationMoment: string;
        /**
         * @description `token` (an access token by its `jti`; its grant stays), `grant` (a `sid`), `session`,
         *     `account` (all its sessions, or all but `except_session`), `account_client` (everything an
         *     account allowed one client; the consent stays), `client`, `network` (sessions that began
         *     there), `everything`.
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
         * @description The scope of a revocation, or `sessions` with the filter that was sent to `POST
         *     /admin/v1/sessions/end`.
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
             * @description When every verifier that follows the revocation feed rejects the tokens; this server and
             *     introspection reject them from `created_at`. For a network, or if `before` is in the
             *     past, it is null until the sweep is done: until then a verifier may accept a token
             *     issued since, in an older session. The same applies to `sessions`: each session is dead,
             *     here too, from when it ends.
             */
            readonly effective_by: components["schemas"]["TimeOrNull"];
            /** @description When all affected rows have been marked. The counts are final from then on. */
            readonly swept_at: components["schemas"]["TimeOrNull"];
            readonly sessions_ended: number;
            readonly grants_ended: number;
        };
        readonly Revocation: components["schemas"]["RevocationFields"];
        readonly RevocationReceipt: {
            /**
             * @description A follower that has read the revocation feed up to this cursor has received this
             *     revocation.
             */
            readonly feed_cursor: string;
        } & components["schemas"]["RevocationFields"];
        readonly RevocationPage: {
            readonly items: readonly components["schemas"]["Revocation"][];
            readonly next_cursor: string | null;
        };
        readonly Revocations: {
            readonly cursor: string;
            /**
             * @description Seconds since 1970, by the server's clock. The entries so far include every revocation
             *     up to this time. Null while `more` is true.
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
        /** @description The rules for sessions. Times are in seconds; null means no limit. */
        readonly PolicySettings: components["schemas"]["EveryPolicySetting"];
        readonly Policy: {
            readonly name: components["schemas"]["PolicyName"];
            /**
             * @description An original preset, an edited preset, or your own policy.
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
         * @description The reaction to a change.
         * @enum {string}
         */
        readonly Binding: "off" | "note" | "reauthenticate" | "end";
        /** @description Sign-in requirements by scope. */
        readonly ScopeRules: {
            readonly [key: string]: {
                /** @enum {string} */
                readonly require_acr?: "pwd" | "mfa";
                readonly reauthenticate_after?: components["schemas"]["Seconds"];
            };
        };
        /** @description A problem document (RFC 9457). */
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            readonly code: components["schemas"]["ErrorCode"];
            /** @description The request id, as in the logs and the audit log. */
            readonly instance: string;
        };
        /** @description An error response (RFC 6749, 5.2). */
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
            /** @description A JWT (RFC 9068). */
            readonly access_token: string;
            readonly expires_in: number;
            /** @description Present with the scope `openid`. */
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
            readonly given_name?: string;
            readonly family_name?: string;
            readonly middle_name?: string;
            readonly nickname?: string;
            readonly preferred_username?: string;
            readonly profile?: string;
            readonly picture?: string;
            readonly website?: string;
            readonly gender?: string;
            readonly birthdate?: string;
            readonly zoneinfo?: string;
            readonly locale?: string;
            readonly phone_number?: string;
            readonly phone_number_verified?: boolean;
            readonly address?: components["schemas"]["PostalAddress"];
            readonly updated_at?: number;
            /**
             * Format: uuid
             * @description The `sub` of the guest, known to this client, who signed in to this account.
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
            readonly prompt_values_supported?: readonly string[];
            /** @enum {boolean} */
            readonly authorization_response_iss_parameter_supported?: true;
            readonly id_token_signing_alg_values_supported?: readonly string[];
            readonly token_endpoint_auth_methods_supported?: readonly string[];
        };
        /**
         * @description All times are by the database's clock, with no hidden slack: the session ends exactly at
         *     `expires_at`. An expiry time is null if the policy has none, or when the session has ended.
         */
        readonly SessionStatus: {
            /**
             * Format: uuid
             * @description Only for the server's own pages. Applications get a `sid` instead: with this id, two
             *     applications could find out that they serve the same browser.
             */
            readonly session_id?: string;
            /**
             * @description `offline`: the browser part has ended and the caller keeps offline access. For an
             *     application without offline access it is `ended`.
             * @enum {string}
             */
            readonly state: "live" | "offline" | "ended";
            readonly end_reason: components["schemas"]["EndReasonOrNull"];
            /** @description When the session ends without further activity. */
            readonly idle_expires_at: components["schemas"]["TimeOrNull"];
            /** @description When the session ends regardless of activity. */
            readonly absolute_expires_at: components["schemas"]["TimeOrNull"];
            /** @description The earlier of the two. For an offline session, when refreshing ends. */
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description Whole seconds from `server_time` to `expires_at`, rounded down; 0 once ended. */
            readonly expires_in: number;
            /** @description When to warn the user (`warn_before` of the policy). Null for no warning. */
            readonly warn_at: components["schemas"]["TimeOrNull"];
            /** @description Whether activity extends `expires_at` now. */
            readonly extendable: boolean;
            /** @description The time of this response, to compare the other times with. */
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
             * @description `offline`: the browser part has ended; applications with `offline_access` can still
             *     refresh.
             * @enum {string}
             */
            readonly state: "live" | "offline" | "ended";
            readonly policy: string;
            readonly acr: string | null;
            readonly amr: readonly string[];
            readonly auth_time: components["schemas"]["Time"];
            readonly created_at: components["schemas"]["Time"];
            readonly last_seen_at: components["schemas"]["Time"];
            /** @description When the session ends without further activity. Null once it has ended. */
            readonly expires_at: components["schemas"]["TimeOrNull"];
            /** @description The client where the user signed in. */
            readonly first_client_id: string | null;
            /** @description The address that the user signed in from. */
            readonly network: string | null;
            /** @description The location of that address, if `PARLEY_GEOIP_FILE` knows it. */
            readonly place: string | null;
            /** @description The address that last used the session's cookie. */
            readonly last_network: string | null;
            readonly last_place: string | null;
            readonly user_agent: string | null;
            /** @description The browser's device id in this account. Null if the browser keeps no cookie. */
            readonly device: components["schemas"]["Device"] | null;
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: components["schemas"]["EndReasonOrNull"];
        };
        readonly Device: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @description When the account first signed in on this device. */
            readonly first_seen_at: components["schemas"]["Time"];
        };
        /** @description The account's id or its email. */
        readonly AccountSought: string;
        /** @description Sessions with a grant for this client. */
        readonly ClientSought: string;
        /** @description The network where the session began: an address, or a prefix of at least /8 (IPv6 /16). */
        readonly NetworkSought: string;
        /**
         * Format: uuid
         * @description The device's id.
         */
        readonly DeviceSought: string;
        /**
         * @description The exact strength of the sign-in.
         * @enum {string}
         */
        readonly AcrSought: "pwd" | "mfa" | "urn:parley:acr:guest";
        /** @description The policy that the session began under. */
        readonly PolicySought: string;
        /**
         * Format: date-time
         * @description Began at or after this time.
         */
        readonly CreatedFrom: string;
        /**
         * Format: date-time
         * @description Began before this time.
         */
        readonly CreatedTo: string;
        /**
         * Format: date-time
         * @description Last used at or after this time.
         */
        readonly SeenFrom: string;
        /**
         * Format: date-time
         * @description Last used before this time.
         */
        readonly SeenTo: string;
        /**
         * @description The filter that selects the sessions to end. At least one field is required; to end
         *     everything, revoke `everything`.
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
             * @description Whether the list is complete. If false, there may be more: only the 5,000 newest that
             *     match the most selective filter were examined.
             */
            readonly is_whole: boolean;
            /** @description The newest sessions found. */
            readonly sample: readonly components["schemas"]["Session"][];
        };
        readonly Session: components["schemas"]["SessionFields"];
        readonly SessionStory: {
            /** @description Oldest first; at most 200. */
            readonly grants: readonly components["schemas"]["Grant"][];
            /**
             * @description Other networks, browsers and devices that used the session, each value once, as far as
             *     its policy notes them. The audit log has the times.
             */
            readonly changes: readonly components["schemas"]["SessionChange"][];
            /** @description The logout notices that its clients were sent; newest first; at most 200. */
            readonly notices: readonly components["schemas"]["Notice"][];
        } & components["schemas"]["SessionFields"];
        readonly SessionChange: {
            /**
             * @description The property that changed. `parallel` means use from two places at once.
             * @enum {string}
             */
            readonly what: "network" | "browser" | "device" | "parallel";
            /** @description The new value. Null for a device. */
            readonly after: string | null;
            /**
             * @description The reaction that the policy sets.
             * @enum {string}
             */
            readonly action: "note" | "reauthenticate" | "end";
            /** @description The grant whose refresh token was used. Null for the session's cookie. */
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
        /** @description The access that the account allowed one client in this session. */
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
             * @description `live`: access tokens can be issued for it. It stops being live as soon as its session
             *     ends; `ended_at` is when that was recorded.
             * @enum {string}
             */
            readonly state: "live" | "ended";
            /** @description OpenID Connect scopes. */
            readonly scope: string;
            /** @description Scopes by resource server. */
            readonly resources: {
                readonly [key: string]: string;
            };
            /** @description Whether it outlives the browser part of the session. */
            readonly offline: boolean;
            readonly created_at: components["schemas"]["Time"];
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: string | null;
            /** @description How often its refresh tokens were exchanged in total. */
            readonly refreshes: number;
            readonly last_refreshed_at: components["schemas"]["TimeOrNull"];
            /**
             * @description One entry for each code exchange, each with one valid refresh token at a time. Newest
             *     first; at most 10. The tokens themselves are never shown.
             */
            readonly refresh_tokens: readonly components["schemas"]["RefreshTokens"][];
        };
        readonly RefreshTokens: {
            /** @enum {string} */
            readonly state: "live" | "expired" | "ended";
            /** @description Whether it outlives the browser part of the session. */
            readonly offline: boolean;
            readonly refreshes: number;
            readonly issued_at: components["schemas"]["Time"];
            readonly last_refreshed_at: components["schemas"]["TimeOrNull"];
            /** @description When the token expires if it is not used. */
            readonly expires_at: components["schemas"]["Time"];
            readonly ended_at: components["schemas"]["TimeOrNull"];
            readonly end_reason: string | null;
            /** @description The address that exchanged the code. */
            readonly network: string | null;
            readonly browser: string | null;
        };
        /**
         * @description Exact addresses, compared character by character: https, or http on a loopback address;
         *     for native applications also a scheme of their own. No fragment, userinfo, wildcard, or
         *     address of this server.
         */
        readonly RedirectUris: readonly string[];
        /**
         * @description The public keys of a client that authenticates with `private_key_jwt`: RSA of 2048 to 8192
         *     bits, EC or OKP; at most 32 KiB, no private parts, at least one that can sign.
         */
        readonly ClientJwks: {
            readonly keys: readonly {
                /** @enum {string} */
                readonly kty: "EC" | "OKP" | "RSA";
            }[];
        };
        /** @description The fields to change. Null removes a field, as if it had been omitted at registration. */
        readonly ClientPatch: {
            readonly client_name?: string;
            /** @enum {string|null} */
            readonly application_type?: "web" | "native" | null;
            /**
             * @description A change to a secret needs a rotation, which returns the first one. A change away from it
             *     destroys the secret.
             * @enum {string|null}
             */
            readonly token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none" | null;
            readonly grant_types?: components["schemas"]["GrantTypes"] | null;
            readonly redirect_uris?: components["schemas"]["RedirectUris"] | null;
            readonly post_logout_redirect_uris?: components["schemas"]["RedirectUris"] | null;
            readonly scope?: components["schemas"]["ScopeNames"] | null;
            readonly jwks?: components["schemas"]["ClientJwks"] | null;
            readonly policy?: components["schemas"]["PolicyName"] | null;
            /** Format: uri */
            readonly resource?: string | null;
            readonly allow_guests?: boolean | null;
            readonly backchannel_logout_uri?: components["schemas"]["LogoutReceiver"] | null;
            readonly backchannel_logout_session_required?: boolean | null;
            readonly backchannel_logout_causes?: components["schemas"]["NoticeCauses"] | null;
            readonly id_token_signed_response_alg?: components["schemas"]["ResponseAlgorithm"] | null;
            readonly userinfo_signed_response_alg?: components["schemas"]["ResponseAlgorithm"] | null;
            readonly token_endpoint_auth_assertion_audience?: components["schemas"]["AssertionAudience"] | null;
        };
        /**
         * @description The algorithm that signs ID tokens and logout tokens (`id_token_signed_response_alg`), or
         *     userinfo responses (`userinfo_signed_response_alg`). Register RS256 for libraries that
         *     expect it by default, such as Spring Security.
         * @enum {string}
         */
        readonly ResponseAlgorithm: "ES256" | "RS256";
        /**
         * @description The `aud` of client assertions (`private_key_jwt`): `issuer` takes only the issuer, as a
         *     single string (FAPI 2.0). `any` also takes the token endpoint, the endpoint that is called,
         *     or a list with one of them, as older libraries send them.
         * @enum {string}
         */
        readonly AssertionAudience: "issuer" | "any";
        readonly GrantTypes: readonly ("authorization_code" | "refresh_token" | "client_credentials")[];
        /** @description Scope names (RFC 6749, 3.3), separated by single spaces. */
        readonly ScopeNames: string;
        /**
         * Format: uri
         * @description The URL that receives logout tokens (OpenID Connect Back-Channel Logout): https, or http on
         *     a loopback address; without userinfo, fragment or placeholders.
         */
        readonly LogoutReceiver: string;
        /** @description The kinds of endings to be notified of. Omit for all. */
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
            /** @description Null means all. */
            readonly backchannel_logout_causes: readonly string[] | null;
            readonly id_token_signed_response_alg: components["schemas"]["ResponseAlgorithm"];
            /**
             * @description Null means plain JSON.
             * @enum {string|null}
             */
            readonly userinfo_signed_response_alg: "ES256" | "RS256" | null;
            readonly token_endpoint_auth_assertion_audience: components["schemas"]["AssertionAudience"];
            /** @description Null if the client has no secret or still has its first one. */
            readonly secret_rotated_at: components["schemas"]["TimeOrNull"];
            /** @description When the previous secret stops, or stopped, being valid. Null if there is none. */
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
            /** @description When the previous secret stops being valid. Null if it already has. */
            readonly former_secret_expires_at: components["schemas"]["TimeOrNull"];
        };
        readonly ClientPage: {
            readonly items: readonly components["schemas"]["Client"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        readonly NewResourceServer: {
            /**
             * Format: uri
             * @description The audience in tokens (RFC 8707).
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
         * @description The reason that the session or the client's grant ended.
         * @enum {string}
         */
        readonly NoticeCause: "logout" | "idle_timeout" | "absolute_timeout" | "evicted" | "revoked" | "binding_mismatch" | "refresh_reuse" | "account_disabled" | "credential_changed" | "upgraded" | "code_reuse";
        /** @description A back-channel logout notice to one client. The logout token itself is not stored. */
        readonly Notice: {
            /** Format: uuid */
            readonly id: string;
            readonly client_id: string;
            /**
             * Format: uuid
             * @description The `sub` in the logout token.
             */
            readonly account_id: string;
            /** @description The `sid` in tokens. */
            readonly sid: string;
            readonly cause: components["schemas"]["NoticeCause"];
            /**
             * @description `pending` is being attempted; `dead` was abandoned and can be sent again.
             * @enum {string}
             */
            readonly state: "pending" | "delivered" | "dead";
            readonly attempts: number;
            /**
             * @description The status code from the receiver, or `timeout`, `unreachable`, `address_refused` (not a
             *     public address), `no_receiver` (the client no longer has a logout URL).
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
        readonly EventType: "access.refused" | "account.changed" | "account.created" | "account.deleted" | "account.disabled" | "account.enabled" | "account.tier_changed" | "account.wait_lifted" | "api_key.created" | "api_key.revoked" | "authentication.failed" | "authentication.limited" | "authorization.refused" | "client.changed" | "client.created" | "client.deleted" | "client.disabled" | "client.enabled" | "client.limited" | "client.refused" | "client.secret_rotated" | "client_credentials.issued" | "code.issued" | "code.redeemed" | "code.reused" | "consent.denied" | "consent.granted" | "consent.withdrawn" | "control.failed" | "control.recovered" | "device.first_seen" | "grant.ended" | "guest.begun" | "key.created" | "key.retired" | "key.signing" | "key.superseded" | "ledger.broken" | "ledger.dropped" | "ledger.forgotten" | "ledger.read" | "ledger.verified" | "limit.reached" | "link.made" | "link.refused" | "mail.given_up" | "node.started" | "node.stopped" | "notice.delivered" | "notice.given_up" | "notice.resent" | "operator.role_changed" | "password.changed" | "password.reset" | "password.reset_requested" | "policy.changed" | "policy.deleted" | "refresh.ahead" | "refresh.repeated" | "refresh.reused" | "refresh.rotated" | "refusals.folded" | "registration.requested" | "resource_server.registered" | "resource_server.removed" | "revocation.made" | "session.begun" | "session.binding_changed" | "session.disowned" | "session.ended" | "session.reauthenticated" | "session.refused" | "session.upgraded" | "session.used_in_parallel" | "session.went_offline" | "step_up.unmet" | "token.refused" | "token.revoked";
        /** @description Further fields, which depend on `type`. */
        readonly AuditDetails: {
            readonly [key: string]: unknown;
        };
        /** @description The account, client, operator or system that caused it. */
        readonly Actor: {
            /** @enum {string} */
            readonly kind: "account" | "client" | "operator" | "api_key" | "system" | "nobody";
            readonly id: string | null;
        };
        /** @description An event of the audit log, as described in docs/audit.md. Its salt is never shown. */
        readonly AuditEventFields: {
            /** @description A decimal number as text. */
            readonly id: string;
            readonly occurred_at: components["schemas"]["Time"];
            /** @description An `EventType`, or a type added by a newer version. */
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
            /** @description The block that seals it. Null until it is sealed, which takes a second or two. */
            readonly seal: null | {
                readonly block: number;
                readonly sealed_at: components["schemas"]["Time"];
                /**
                 * @description Whether the event is unchanged since it was sealed. False means that it or
                 *     its block was changed outside the server.
                 */
                readonly intact: boolean;
            };
        };
        readonly AuditEventPage: {
            readonly items: readonly components["schemas"]["AuditEvent"][];
            readonly next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description As described in docs/audit.md. `parley audit check-proof` verifies it. */
        readonly AuditProof: {
            /** @constant */
            readonly form: 1;
            /** @description The event as it is hashed. Personal fields are replaced by commitments. */
            readonly event: {
                readonly [key: string]: unknown;
            };
            /** @description The personal fields that are disclosed, each with its own salt. */
            readonly openings: readonly {
                /** @enum {string} */
                readonly field: "network" | "personal" | "user_agent";
                readonly salt: components["schemas"]["Hash"];
                readonly value: unknown;
            }[];
            readonly index: number;
            readonly size: number;
            /** @description The sibling nodes on the way up to the root, lowest first. */
            readonly path: readonly components["schemas"]["Hash"][];
            readonly seal: string;
        };
        readonly Hash: string;
        readonly AuditBlock: {
            readonly number: number;
            readonly hash: components["schemas"]["Hash"];
            /** @description The hash of the previous block; zeros for the first block. */
            readonly previous: components["schemas"]["Hash"];
            /** Format: date-time */
            readonly sealed_at: string;
            /** @description The number of events; 0 if there were none for a minute. */
            readonly count: number;
            readonly first_event: components["schemas"]["EventIdOrNull"];
            readonly last_event: components["schemas"]["EventIdOrNull"];
            readonly epoch: number;
            /** @description The `kid` of the key that signed the seal. */
            readonly key: string | null;
        };
        /** @description An event id in the order of the log. Null for a block without events. */
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
            /** @description The block before these. Null at the beginning. */
            readonly next: number | null;
            /** @description The number of blocks that are intact, up to the first that is not. */
            readonly blocks: number;
            readonly events: number;
            /** @description Events removed by retention, as recorded in the audit log. */
            readonly dropped: number;
            /** @description Events whose personal data was erased, as recorded in the audit log. */
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
        /** @description The fields to change. */
        readonly AccountPatch: {
            readonly name?: string;
            readonly email?: string;
            /**
             * @description True if the caller knows that the person receives mail at the address. Applications get
             *     it as the claim `email_verified`.
             */
            readonly email_verified?: boolean;
            readonly profile?: components["schemas"]["ProfilePatch"];
        };
        /** @description The parts of a postal address (OpenID Connect Core, 5.1.1). */
        readonly PostalAddress: {
            readonly formatted?: string;
            readonly street_address?: string;
            readonly locality?: string;
            readonly region?: string;
            readonly postal_code?: string;
            readonly country?: string;
        };
        /** @description The standard claims of OpenID Connect Core, 5.1. Absent fields are not set. */
        readonly Profile: {
            readonly given_name?: string;
            readonly family_name?: string;
            readonly middle_name?: string;
            readonly nickname?: string;
            readonly preferred_username?: string;
            readonly profile?: string;
            readonly picture?: string;
            readonly website?: string;
            readonly gender?: string;
            readonly birthdate?: string;
            readonly zoneinfo?: string;
            readonly locale?: string;
            readonly phone_number?: string;
            readonly phone_number_verified?: boolean;
            readonly address?: components["schemas"]["PostalAddress"];
        };
        /**
         * @description The fields to change; null removes one. `address` is replaced as a whole. A new phone number is
         *     unverified unless `phone_number_verified` says otherwise.
         */
        readonly ProfilePatch: {
            readonly given_name?: string | null;
            readonly family_name?: string | null;
            readonly middle_name?: string | null;
            readonly nickname?: string | null;
            readonly preferred_username?: string | null;
            readonly profile?: string | null;
            readonly picture?: string | null;
            readonly website?: string | null;
            readonly gender?: string | null;
            readonly birthdate?: string | null;
            readonly zoneinfo?: string | null;
            readonly locale?: string | null;
            readonly phone_number?: string | null;
            readonly phone_number_verified?: boolean | null;
            readonly address?: components["schemas"]["PostalAddress"] | null;
        };
        readonly AccountFields: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description A `guest` has no credentials and cannot sign in.
             * @enum {string}
             */
            readonly kind: "person" | "guest";
            /** @description Null for a guest. */
            readonly email: string | null;
            /**
             * @description Empty if the account has no name. Applications get no `name` claim then, nor if the name
             *     is an email address.
             */
            readonly name: string;
            readonly tier: string;
            readonly roles: readonly string[];
            /**
             * @description When the user or an operator confirmed that the user receives mail at this address. Null if
             *     nobody has.
             */
            readonly email_verified_at: components["schemas"]["TimeOrNull"];
            readonly created_at: components["schemas"]["Time"];
            readonly disabled_at: components["schemas"]["TimeOrNull"];
            readonly profile: components["schemas"]["Profile"];
        };
        readonly Account: components["schemas"]["AccountFields"];
        readonly AccountInFull: {
            /** @description How the user proves their identity. Empty for guests. */
            readonly factors: readonly {
                /** @enum {string} */
                readonly kind: "password";
                readonly changed_at: components["schemas"]["Time"];
            }[];
            /**
             * @description The number of sessions that the tier's policy allows, and what happens when the limit is
             *     exceeded.
             */
            readonly limits: {
                readonly policy: string;
                readonly max_sessions: number;
                /** @enum {string} */
                readonly on_limit: "evict_oldest" | "evict_idle" | "refuse" | "ask";
                /** @enum {string} */
                readonly limit_scope: "account" | "client";
            };
            /** @description How many sessions count against the limit, live and offline; counted up to 1,000. */
            readonly open_sessions: number;
            /**
             * @description Until when password attempts are refused in at least one browser, after too many
             *     failures. Null if none are.
             */
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
        /** @description When the session will end, or why it ended. */
        readonly SessionStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SessionStatus"];
            };
        };
        /** @description The script. It is the same for everyone, and any page can load it (CORS). */
        readonly Script: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/javascript": string;
            };
        };
        /** @description The caller's copy of the script is current. */
        readonly SameScript: {
            headers: {
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The token belongs to the client itself and has no session, the origin is not one of the
         *     client's, or a request with the cookie came from another site. `reauthentication_needed`:
         *     the cookie comes from another network, browser or device, and the user must sign in again
         *     first.
         */
        readonly SessionForbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session has ended (`session_ended`). Its status gives the reason. */
        readonly SessionOver: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session's policy does not allow extension (`session_not_extendable`). */
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
        /** @description A redirect to the next step, or back to the client with a code or an error and `iss`. */
        readonly SeeOther: {
            headers: {
                readonly Location: components["headers"]["Location"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A page that explains the problem and the next step. */
        readonly PageRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description A page that reports an internal error. */
        readonly PageFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description A page that asks the user to try again shortly. */
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
         * @description A page that says that too many sign-ins of this network wait to be finished
         *     (`too_many_pending`), and what to do.
         */
        readonly PageTooMany: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /**
         * @description Too many wrong secrets or signatures for this client from this address: until the delay is
         *     over, every attempt is refused unchecked. At `/par`, also too many pushed requests of this
         *     client or network that wait to be used.
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
        /** @description An error as defined by RFC 6749 and related specifications. */
        readonly OAuthRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description Client authentication failed. */
        readonly ClientRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The access token is missing, invalid, or not valid for this endpoint. */
        readonly TokenRefused: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["Challenge"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description An internal error. */
        readonly OAuthFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description Temporarily unavailable. Try again shortly. */
        readonly OAuthUnavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The request is invalid; `detail` names the field and the rule. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Idempotency-Key` was used for a different request (`idempotency_key_reused`). */
        readonly KeyReused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The document has changed since the caller read it (`precondition_failed`). The request had
         *     no effect.
         */
        readonly PreconditionFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Requires `If-Match` or `If-None-Match` (`precondition_needed`). */
        readonly PreconditionNeeded: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests from this caller (`too_many_requests`). */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The access token is missing or not valid here. For an act that cannot be undone, or that gives
         *     more than before, the operator must have signed in within `max_age` seconds, which the challenge
         *     names (RFC 9470); programs with their own credentials need not.
         */
        readonly Unauthorized: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["Challenge"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The token lacks the scope, or the caller could not have granted what the act touches: a client or
         *     key with more scopes, an operator's account or sessions, a resource of this server itself.
         */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such resource. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The cursor does not belong to this feed, or the database was restored to an earlier state.
         *     Start again without a cursor.
         */
        readonly CursorUnknown: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This address does not support the method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The email is taken, the key is signing, or no owner who can sign in would be left. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The event is not sealed yet (`event_unsealed`): try again in a few seconds. Or it has
         *     changed since it was sealed (`event_changed`), so its current content cannot be proven.
         */
        readonly NotProvable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An account or a client still uses the policy. */
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
        /** @description The body is not `application/json` in UTF-8, or it is compressed. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An internal error. */
        readonly Failed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Temporarily unavailable. Try again shortly. */
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
        /** @description The reason, recorded in the audit log. */
        readonly Reason: string;
        /** @description The maximum number. */
        readonly Limit: number;
        /**
         * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
         *     filters.
         */
        readonly Cursor: string;
        /** @description Like `Cursor`, for lists with long ids. */
        readonly LongCursor: string;
        /**
         * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
         *     same key has effect once and gets the same response. Refused requests are not stored.
         */
        readonly IdempotencyKey: string;
        /**
         * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
         *     request has no effect.
         */
        readonly IfMatch: string;
        /** @description `*` requires that the document does not exist yet. */
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
        /** @description The version of the document, for `If-Match`. */
        readonly ETag: string;
        /** @description The response must not be stored. */
        readonly NoStore: "no-store";
        /** @description `rel="next"` (RFC 8288), if there is a next page. */
        readonly Link: string;
        /** @description Related documents (RFC 8288), each with a title. */
        readonly Related: string;
        /** @description The address to continue at. */
        readonly Location: string;
        /** @description The number of seconds to wait. */
        readonly RetryAfter: string;
        /** @description The required authentication and the error (RFC 6750, 3). */
        readonly Challenge: string;
        /** @description The methods that this address supports. */
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
                /** @description Space-separated list of `none`, `login`, `consent`, `select_account` and, where people can register, `create`. */
                readonly prompt?: string;
                readonly max_age?: number;
                readonly login_hint?: string;
                /**
                 * @description Languages for the pages and mail of this request, in order of preference, such as `de-AT
                 *     en`. Supported: `en`, `de`, `fr`, `es`, `ja`. Defaults to the browser's
                 *     `Accept-Language`.
                 */
                readonly ui_locales?: string;
                /**
                 * @description `urn:parley:acr:guest`, for clients that allow guests: a visitor without a session gets
                 *     a code immediately, as a guest. Other values have no effect.
                 */
                readonly acr_values?: string;
                readonly resource?: string;
                readonly response_mode?: "query" | "fragment" | "form_post";
                /**
                 * @description The `request_uri` returned by `POST /par`. Send it with `client_id` and no other
                 *     parameters.
                 */
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
            readonly 429: components["responses"]["PageTooMany"];
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
            /** @description The token is no longer valid. */
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
            /** @description The token's metadata, or only `active: false` if the token is not valid. */
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
            readonly 429: components["responses"]["PageTooMany"];
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
        /** @description The parameters of `GET /authorize`, within the same limits. */
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly [key: string]: string;
                };
            };
        };
        readonly responses: {
            /** @description The `request_uri` of the stored request. */
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
            /** @description The stream stays open until the session ends or the grant is withdrawn. */
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
                /** @description The `cursor` of the previous response, unchanged. */
                readonly after?: string;
                /** @description Maximum number of entries. Ignored for event streams. */
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
            /** @description A JWT of type `statuslist+jwt`. */
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
            /** @description The caller's copy is current. */
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
            /** @description The node is running. */
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
            /** @description The node can serve requests. */
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
            /** @description The node is stopping, or it cannot reach the database. */
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
            /** @description The contract as OpenAPI 3.1. */
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                    /** @description The reason, recorded in the audit log. */
                    readonly reason?: string;
                    /** @default false */
                    readonly dry_run?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The sessions that would end now (`dry_run`). */
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
                /** @description The reason, recorded in the audit log. All other end reasons are set only by the server. */
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
            /** @description Ended. */
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
                /** @description The account's id. */
                readonly account?: string;
                readonly client_id?: string;
                readonly session?: string;
                readonly state?: "live" | "ended";
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                /** @description The reason, recorded in the audit log. */
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
            /** @description Ended. */
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                    /**
                     * @description Omit for the default: `openid profile email` if the client has the grant type
                     *     `authorization_code`, and `offline_access` if it has `refresh_token` too.
                     */
                    readonly scope?: components["schemas"]["ScopeNames"];
                    readonly jwks?: components["schemas"]["ClientJwks"];
                    /** @description The client's own policy, stricter than the account's. Omit for none. */
                    readonly policy?: components["schemas"]["PolicyName"];
                    /**
                     * Format: uri
                     * @description The resource server that this client represents. The client can introspect
                     *     tokens for it.
                     */
                    readonly resource?: string;
                    /**
                     * @description Whether visitors can use the client without signing in
                     *     (`acr_values=urn:parley:acr:guest`). Only for web applications that can prove
                     *     their identity with a secret, a key or https.
                     * @default false
                     */
                    readonly allow_guests?: boolean;
                    readonly backchannel_logout_uri?: components["schemas"]["LogoutReceiver"];
                    /**
                     * @description The client's metadata value. Every logout token has a `sid` regardless.
                     * @default false
                     */
                    readonly backchannel_logout_session_required?: boolean;
                    readonly backchannel_logout_causes?: components["schemas"]["NoticeCauses"];
                    /** @default ES256 */
                    readonly id_token_signed_response_alg?: components["schemas"]["ResponseAlgorithm"];
                    /** @description Omit for plain JSON. */
                    readonly userinfo_signed_response_alg?: components["schemas"]["ResponseAlgorithm"];
                    /** @default issuer */
                    readonly token_endpoint_auth_assertion_audience?: components["schemas"]["AssertionAudience"];
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
                /** @description The reason, recorded in the audit log. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["ClientId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted; everything under it has ended. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
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
            /** @description The updated client. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The updated client. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The updated client. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                     * @description How many seconds the previous secret stays valid; one day by default.
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description Like `Cursor`, for lists with long ids. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description Clients that have the scopes can request tokens for it. */
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
                /** @description The reason, recorded in the audit log. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Removed. */
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
                /** @description The exact email. */
                readonly email?: string;
                /** @description The beginning of the email. Results are ordered by email. */
                readonly email_prefix?: string;
                /** @description The beginning of the name, in any case. Results are ordered by name. */
                readonly name_prefix?: string;
                /** @description People sign in; guests have no credentials. */
                readonly kind?: "person" | "guest";
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                     * @description 12 to 256 characters of any kind.
                     */
                    readonly password: string;
                    /** @description The name that applications get. Omit it for an account without one. */
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
                /** @description The reason, recorded in the audit log. */
                readonly reason: components["parameters"]["Reason"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted; everything under it has ended. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
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
            /** @description The updated account. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The updated account. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The updated account. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The email is being sent. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly account_id: string;
                        /** @description The address that the email is sent to. */
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
            /** @description Passwords for this account can be tried immediately. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
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
            /** @description The updated account. */
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
    readonly setRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
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
                     * @description Null removes the role.
                     * @enum {unknown}
                     */
                    readonly role: "viewer" | "support" | "operator" | "owner" | null;
                };
            };
        };
        readonly responses: {
            /** @description The updated account. */
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
            /** @description All operators, at most 1,000. */
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
                /** @description The id of the session that the notices are about. */
                readonly session?: string;
                /** @description The account's id. */
                readonly account?: string;
                readonly client_id?: string;
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The notice is being sent. */
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
                /** @description To filter by several values, repeat the parameter. */
                readonly type?: readonly components["schemas"]["EventType"][];
                /** @description To filter by several values, repeat the parameter. */
                readonly severity?: readonly ("info" | "notice" | "warning" | "alert")[];
                readonly outcome?: "success" | "failure";
                /** @description The actor: an account id, client id, operator name or API key id. */
                readonly actor?: string;
                /** @description The account's id. Emails are not accepted, because the account may be gone. */
                readonly account?: string;
                readonly session?: string;
                readonly client?: string;
                /**
                 * @description The id of one of an account's devices: finds events from the browser that holds its
                 *     cookie.
                 */
                readonly device?: string;
                /** @description An address, or a prefix of at least /8 (IPv6 /16). */
                readonly network?: string;
                /** @description The earliest time, inclusive. Not allowed for event streams. */
                readonly from?: string;
                /** @description The latest time, exclusive. Not allowed for event streams. */
                readonly to?: string;
                /** @description The format of each line: these documents, ArcSight CEF 0 (as `text/plain`), or OCSF 1.3. */
                readonly format?: "jsonl" | "cef" | "ocsf";
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                /** @description Whether to include the personal fields; each can be verified. */
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                /** @description The last block to verify. Defaults to the newest. */
                readonly to?: number;
                /** @description The maximum number. */
                readonly blocks?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The result. */
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
            /** @description The JWK set (RFC 7517, 5). */
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
                /** @description The last 60 minutes, 24 hours or 31 days, in steps of one minute, hour or day. */
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
            /** @description Presets, and edited or added policies. */
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
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*` requires that the document does not exist yet. */
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
            /** @description The saved policy. */
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
    readonly removePolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the version that you read, or `*`. If the document has changed since, the
                 *     request has no effect.
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*` requires that the document does not exist yet. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Your policy is gone, or the preset has its original settings again. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The counts. The simulation changes nothing. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Sessions under this policy. */
                        readonly sessions: number;
                        /** @description How many of these sessions would end. */
                        readonly ending: number;
                        /** @description Accounts with more sessions than would be allowed. */
                        readonly accounts_over_limit: number;
                        /** @description People with this tier who could not sign in any more. 10000 stands for that many or more. */
                        readonly accounts_shut_out: number;
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
                /** @description The client to combine with the account's policy. */
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
            /** @description Every setting with its value and its source. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account_policy: string;
                        /** @description The client's own policy. Null if it has none or the request names no client. */
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                    /** @description The reason, recorded in the audit log. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The number of each that the revocation would affect now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly sessions: number;
                        readonly accounts: number;
                        /** @description Clients that would lose access. */
                        readonly clients: number;
                        /** @description Grants that would end, one per client and session. */
                        readonly grants: number;
                        /** @description How many of these clients would get a back-channel logout notice. */
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
            /** @description The receipt with its current progress. */
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
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The key, shown once. */
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
            /** @description Revoked. */
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
                /** @description The purpose of the keys. */
                readonly use?: components["schemas"]["KeyUse"];
                /** @description The maximum number. */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the previous page. It is signed, and valid only for the same list and
                 *     filters.
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
                    /** @description Rotate only this algorithm. Defaults to all. */
                    readonly alg?: components["schemas"]["SigningAlgorithm"];
                    /** @default false */
                    readonly immediate?: boolean;
                    /** @description The reason, recorded in the audit log. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description The keys that were created, or that were already next. */
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
                 * @description A unique text that you choose, preferably a UUID. For one day, the same request with the
                 *     same key has effect once and gets the same response. Refused requests are not stored.
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
            /** @description The retired key. */
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
            /** @description All settings. */
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
    createClient: { params: never; body: "application_type" | "token_endpoint_auth_method" | "grant_types" | "redirect_uris" | "post_logout_redirect_uris" | "allow_guests" | "backchannel_logout_session_required" | "id_token_signed_response_alg" | "token_endpoint_auth_assertion_audience" };
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
