"""What programs do with boto3, unchanged but for the endpoint, which stands in the environment."""
import json
import time
import uuid

import boto3
from botocore.exceptions import ClientError

client = boto3.client("secretsmanager")


def refused(call, code, text=None, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        assert text is None or error.response["Error"]["Message"] == text, error
        return error
    raise AssertionError(f"{code} was expected")


# The few lines of an application.
client.create_secret(Name="prod/stripe", SecretString=json.dumps({"api_key": "first"}))
response = client.get_secret_value(SecretId="prod/stripe")
assert json.loads(response["SecretString"])["api_key"] == "first"

# Versions and their labels.
arn, first = response["ARN"], response["VersionId"]
second = client.put_secret_value(SecretId="prod/stripe", SecretString="second")["VersionId"]
stages = client.describe_secret(SecretId=arn)["VersionIdsToStages"]
assert stages == {first: ["AWSPREVIOUS"], second: ["AWSCURRENT"]}, stages
third = client.update_secret(SecretId=arn, SecretString="third", Description="d")["VersionId"]
stages = client.describe_secret(SecretId=arn)["VersionIdsToStages"]
assert stages == {second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]}, stages
assert len(client.list_secret_version_ids(SecretId=arn)["Versions"]) == 2
assert len(client.list_secret_version_ids(SecretId=arn, IncludeDeprecated=True)["Versions"]) == 3
assert client.get_secret_value(SecretId=arn, VersionId=first)["SecretString"] != "third"
assert client.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")["SecretString"] == "second"
refused(
    client.update_secret_version_stage,
    "InvalidParameterException",
    "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version "
    f"{third}, so you must explicitly reference that version in RemoveFromVersionId.",
    SecretId=arn,
    VersionStage="AWSCURRENT",
    MoveToVersionId=second,
)
client.update_secret_version_stage(
    SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=second, RemoveFromVersionId=third
)
assert client.get_secret_value(SecretId=arn)["SecretString"] == "second"
stages = client.describe_secret(SecretId=arn)["VersionIdsToStages"]
assert stages == {second: ["AWSCURRENT"], third: ["AWSPREVIOUS"]}, stages
refused(
    client.get_secret_value,
    "ResourceNotFoundException",
    "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    SecretId=arn,
    VersionStage="AWSPENDING",
)
refused(
    client.get_secret_value,
    "InvalidRequestException",
    "You provided a VersionStage that is not associated to the provided VersionId.",
    SecretId=arn,
    VersionId=second,
    VersionStage="AWSPREVIOUS",
)

# The same request again is no second version; another value under its token is refused.
token = str(uuid.uuid4())
for _ in range(2):
    client.put_secret_value(SecretId=arn, SecretString="same", ClientRequestToken=token)
refused(
    client.put_secret_value,
    "ResourceExistsException",
    f"You can't use ClientRequestToken {token} because that value is already in use for a version of secret {arn}.",
    SecretId=arn,
    SecretString="other",
    ClientRequestToken=token,
)

# References: name, ARN, ARN without suffix; a name that ends like a suffix by name and whole ARN only.
odd = client.create_secret(Name="/a//b/../x_+=.@-n-a1b2c3", SecretBinary=b"\x00\xff")
for secret_id in (odd["Name"], odd["ARN"]):
    assert client.get_secret_value(SecretId=secret_id)["SecretBinary"] == b"\x00\xff"
assert client.get_secret_value(SecretId=arn[:-7])["ARN"] == arn
refused(
    client.get_secret_value,
    "ResourceNotFoundException",
    "Secrets Manager can't find the specified secret.",
    SecretId=odd["ARN"][:-7],
)
refused(
    client.create_secret,
    "ResourceExistsException",
    "The operation failed because the secret prod/stripe already exists.",
    Name="prod/stripe",
    SecretString="x",
)
refused(
    client.get_secret_value,
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    SecretId="Inv Name",
)

# Deletion, with the way back, and without.
client.delete_secret(SecretId=arn, RecoveryWindowInDays=7)
deleted = "You can't perform this operation on the secret because it was marked for deletion."
refused(client.get_secret_value, "InvalidRequestException", deleted, SecretId=arn)
refused(client.tag_resource, "InvalidRequestException", deleted, SecretId=arn, Tags=[{"Key": "a", "Value": "b"}])
assert [s["Name"] for s in client.list_secrets()["SecretList"]] == [odd["Name"]]
assert len(client.list_secrets(IncludePlannedDeletion=True)["SecretList"]) == 2
client.restore_secret(SecretId=arn)
client.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
client.delete_secret(SecretId="prod/stripe", ForceDeleteWithoutRecovery=True)
again = client.create_secret(Name="prod/stripe", SecretString="x", Description="payments of EU")
assert again["ARN"] != arn
refused(client.get_secret_value, "ResourceNotFoundException", SecretId=arn)

# Lists: pages, filters, order.
for number in range(7):
    client.create_secret(Name=f"list/{number}", SecretString=str(number), Tags=[{"Key": "team", "Value": f"t{number}"}])
pages = client.get_paginator("list_secrets").paginate(
    Filters=[{"Key": "name", "Values": ["list/"]}], SortBy="name", SortOrder="desc", PaginationConfig={"PageSize": 3}
)
pages = list(pages)
assert [s["Name"] for page in pages for s in page["SecretList"]] == [f"list/{n}" for n in reversed(range(7))]
assert [len(page["SecretList"]) for page in pages] == [3, 3, 1]
found = client.list_secrets(Filters=[{"Key": "description", "Values": ["PAY eu"]}])["SecretList"]
assert [s["Name"] for s in found] == ["prod/stripe"], found
assert len(client.list_secrets(Filters=[{"Key": "name", "Values": ["!list/"]}])["SecretList"]) == 2
batch = client.batch_get_secret_value(SecretIdList=["list/1", "nowhere", "list/2"])
assert [v["SecretString"] for v in batch["SecretValues"]] == ["1", "2"]
assert [e["ErrorCode"] for e in batch["Errors"]] == ["ResourceNotFoundException"]
forged = client.list_secrets(MaxResults=1)["NextToken"]
refused(client.list_secrets, "InvalidNextTokenException", NextToken=forged, SortBy="name")

# Policies, replicas, passwords.
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}
client.put_resource_policy(SecretId="list/0", ResourcePolicy=json.dumps(policy))
assert json.loads(client.get_resource_policy(SecretId="list/0")["ResourcePolicy"]) == policy
refused(client.get_secret_value, "AccessDeniedException", SecretId="list/0")
client.delete_resource_policy(SecretId="list/0")
assert client.get_secret_value(SecretId="list/0")["SecretString"] == "0"
policy["Statement"][0]["Effect"] = "Allow"
refused(client.put_resource_policy, "PublicPolicyException", SecretId="list/0", ResourcePolicy=json.dumps(policy), BlockPublicPolicy=True)
assert client.validate_resource_policy(ResourcePolicy=json.dumps(policy))["PolicyValidationPassed"] is False
status = client.replicate_secret_to_regions(SecretId="list/0", AddReplicaRegions=[{"Region": "us-east-2"}])
assert [r["Status"] for r in status["ReplicationStatus"]] == ["InSync"]
replica = boto3.client("secretsmanager", region_name="us-east-2")
assert replica.get_secret_value(SecretId="list/0")["SecretString"] == "0"
refused(replica.put_secret_value, "InvalidParameterException", SecretId="list/0", SecretString="x")
client.remove_regions_from_replication(SecretId="list/0", RemoveReplicaRegions=["us-east-2"])
assert len(client.get_random_password(PasswordLength=50, ExcludePunctuation=True)["RandomPassword"]) == 50

identity = boto3.client("sts").get_caller_identity()
assert identity["Arn"] == f"arn:aws:iam::{identity['Account']}:user/checkout", identity
assert identity["Account"] == again["ARN"].split(":")[4]
print("done")
