/**
 * What a request means, by its method and route: data, matched by RE2 inside the log database (linear time).
 * Routes are the paths without query and with ids written `:id`; CloudTrail events are `/service/EventName`.
 * A route that no class knows is still counted by the indicators of novelty and volume.
 */
export type RouteClass =
  | 'identity'
  | 'personal'
  | 'money'
  | 'persistence'
  | 'privilege'
  | 'evasion'
  | 'secrets'
  | 'opening'
  | 'code'
  | 'destructive'
  | 'model'

export interface RoutePattern {
  readonly class: RouteClass
  /** Matched against `METHOD route`. */
  readonly pattern: string
}

const write = '(POST|PUT|PATCH|DELETE)'

export const routePatterns: readonly RoutePattern[] = [
  // Cheap calls that only tell whether a key works and whose it is.
  { class: 'identity', pattern: '^(GET|HEAD) /v1/(balance|account|me|models|organization)$' },
  {
    class: 'identity',
    pattern: '^(GET|HEAD) (/api(/v\\d+)?)?/(user|me|whoami|account|rate_limit|users/@?me|v3/scopes)$',
  },
  { class: 'identity', pattern: '/auth\\.test$|/tokeninfo$|/userinfo$|/2010-04-01/Accounts(\\.json)?$' },
  { class: 'identity', pattern: '/sts/GetCallerIdentity$|/s3/ListBuckets$|/iam/(GetUser|GetAccountSummary)$' },

  // Data about people.
  {
    class: 'personal',
    pattern:
      '^GET .*/(customers|charges|invoices|payment_methods|payment_intents|subscriptions|disputes|checkout/sessions|' +
      'users|people|persons|contacts|members|employees|patients|orders|messages|profiles|subscribers|leads)(/:id)*(/[a-z_]+)?$',
  },
  {
    class: 'personal',
    pattern: '/s3/GetObject$|/dynamodb/(Scan|Query|GetItem|BatchGetItem)$|/rds-data/ExecuteStatement$',
  },

  // Money, and what costs money.
  { class: 'money', pattern: '^POST .*/(refunds|payouts|transfers|topups|charges/:id/refund)$' },
  {
    class: 'money',
    pattern: '^POST .*/(Messages|Calls)(\\.json)?$|/mail/send$|/ses/Send[A-Za-z]*Email$|/sns/Publish$',
  },
  { class: 'money', pattern: '/ec2/(RunInstances|RequestSpot[A-Za-z]*)$|/bedrock/(InvokeModel|Converse)[A-Za-z]*$' },

  // A way to come back.
  {
    class: 'persistence',
    pattern:
      `^${write} .*/(webhook_endpoints|webhooks|hooks|api_keys|access_tokens|tokens|deploy_keys|keys|accounts|invitations|` +
      'oauth_apps|service_accounts)$',
  },
  {
    class: 'persistence',
    pattern:
      '/iam/(CreateUser|CreateAccessKey|CreateLoginProfile|UpdateLoginProfile|CreateRole|UpdateAssumeRolePolicy|' +
      'CreateServiceSpecificCredential|CreateSAMLProvider|CreateOpenIDConnectProvider)$',
  },
  {
    class: 'persistence',
    pattern:
      '/sts/GetFederationToken$|/rolesanywhere/(CreateTrustAnchor|CreateProfile)$|' +
      '/ec2-instance-connect/Send[A-Za-z]*PublicKey$|/lambda/AddPermission[0-9v]*$|/ec2/(CreateKeyPair|ImportKeyPair)$',
  },

  // More rights than the key had.
  {
    class: 'privilege',
    pattern:
      '/iam/(Attach|Put)(User|Role|Group)Policy$|/iam/(AddUserToGroup|CreatePolicyVersion|SetDefaultPolicyVersion|' +
      'UpdateLoginProfile|UpdateAssumeRolePolicy)$',
  },
  { class: 'privilege', pattern: `^${write} .*/(collaborators|memberships|roles|permissions|grants)(/:id)?$` },

  // Logging and scanning switched off.
  {
    class: 'evasion',
    pattern:
      '/cloudtrail/(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors)$|/ec2/DeleteFlowLogs$|' +
      '/route53resolver/(Delete|Disassociate)ResolverQueryLogConfig$|/guardduty/(Delete|Update)Detector$|' +
      '/logs/(DeleteLogGroup|DeleteLogStream|PutRetentionPolicy)$|/config/(StopConfigurationRecorder|Delete[A-Za-z]+)$|' +
      '/organizations/LeaveOrganization$|/s3/PutBucketLogging$',
  },
  { class: 'evasion', pattern: '/(secret_scanning|push_protection|audit_log)\\.(disable|destroy)[a-z_]*$' },

  // Other secrets.
  {
    class: 'secrets',
    pattern:
      '/secretsmanager/(BatchGetSecretValue|GetSecretValue)$|/ssm/GetParameters?(ByPath)?$|/ec2/GetPasswordData$|' +
      '^GET .*/secrets(/:id)*$|^GET /v1/[a-z]+/data/',
  },

  // Data opened to the outside.
  {
    class: 'opening',
    pattern:
      '/ec2/(ModifySnapshotAttribute|ModifyImageAttribute|AuthorizeSecurityGroupIngress)$|' +
      '/rds/ModifyDB(Cluster)?SnapshotAttribute$|/s3/(PutBucketPolicy|PutBucketAcl|PutObjectAcl|DeletePublicAccessBlock)$|' +
      '/lambda/AddPermission[0-9v]*$|/ecr/SetRepositoryPolicy$',
  },

  // Code run or replaced on our machines.
  {
    class: 'code',
    pattern:
      '/ssm/(SendCommand|StartSession)$|/lambda/(UpdateFunctionCode|UpdateFunctionConfiguration|CreateFunction)[0-9v]*$|' +
      '/ec2/(ModifyInstanceAttribute|RunInstances|EnableSerialConsoleAccess)$|/ec2-instance-connect/Send[A-Za-z]*PublicKey$|' +
      '/ecs/RunTask$|/glue/CreateDevEndpoint$',
  },

  // The paths to paid models and to the console.
  {
    class: 'model',
    pattern:
      '/bedrock/(PutUseCaseForModelAccess|CreateFoundationModelAgreement|PutFoundationModelEntitlement|' +
      'InvokeModel|Converse)[A-Za-z]*$|/signin/(GetSigninToken|ConsoleLogin)$',
  },

  // Things that are gone afterwards.
  { class: 'destructive', pattern: '^DELETE ' },
  {
    class: 'destructive',
    pattern: '^POST /[a-z0-9-]+/(Delete|Terminate|Stop|Disable|Remove|Deregister|Leave)[A-Z][A-Za-z0-9]*$',
  },
]
