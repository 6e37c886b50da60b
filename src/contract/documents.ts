/** The documents of the contract by name, for everything that makes, shows or reads one. Types only. */

import type { components } from './generated/openapi.ts'

type Schemas = components['schemas']

export type AccountDetails = Schemas['AccountInFull']
export type AccountDocument = Schemas['Account']
export type ApiKeyDocument = Schemas['ApiKey']
export type BlockDocument = Schemas['AuditBlock']
export type ClientDocument = Schemas['Client']
export type GrantDocument = Schemas['Grant']
export type KeyDocument = Schemas['Key']
export type NewApiKeyDocument = Schemas['CreatedApiKey']
export type NewSecretDocument = Schemas['RotatedSecret']
export type NoticeDocument = Schemas['Notice']
export type OperatorDocument = Schemas['OperatorList']['items'][number]
export type PolicyDocument = Schemas['Policy']
export type RevocationDocument = Schemas['Revocation']
export type SealedBlock = Schemas['SealedAuditBlock']
export type SealedEvent = Schemas['SealedAuditEvent']
export type SessionChange = Schemas['SessionChange']
export type SessionDetails = Schemas['SessionStory']
export type SessionDocument = Schemas['Session']
export type SettingsDocument = Schemas['Settings']
export type SessionReach = Schemas['SessionsReached']
export type StatisticsDocument = Schemas['Statistics']
export type Verification = Schemas['AuditVerification']
