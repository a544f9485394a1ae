#!/usr/bin/env bash
# Calls every operation that the installed AWS CLI knows of DynamoDB and its streams at least once, with paginators and
# waiters, as a person would, and compares what it answers. Operations that the server does not have must be refused as
# unknown. Needs an empty account:
#
#   DDB_ENDPOINT=http://127.0.0.1:8000 AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... ./every-operation.sh
set -euo pipefail
: "${DDB_ENDPOINT:?}" "${AWS_ACCESS_KEY_ID:?}" "${AWS_SECRET_ACCESS_KEY:?}"
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER='' AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
export AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=1

called=' '

run() { # SERVICE OPERATION OPTION...
  aws --endpoint-url "$DDB_ENDPOINT" --output text "$@"
}

choices() { # what the CLI would accept in place of a word that it does not know
  { aws "$@" no-such-word 2>&1 || true; } | sed -n '/valid choices are:/,$p' | sed 1d | tr '|' ' ' | xargs -n1 | grep -v '^help$'
}

known=$(choices dynamodb)

fail() {
  echo "failed  $*" >&2
  exit 1
}

answers() { # WANTED SERVICE OPERATION OPTION...: the answer in text form, tabs and line ends as blanks
  local wanted=$1 answer
  shift
  called+="$1/$2 "
  answer=$(run "$@") || fail "$*"
  answer=$(tr '\t\n' '  ' <<<"$answer" | sed 's/ *$//')
  # shellcheck disable=SC2053 # the wanted answer is a pattern
  [[ $answer == $wanted ]] || fail "$* answered '$answer' instead of '$wanted'"
  echo "ok      $1 $2"
}

refuses() { # ERROR SERVICE OPERATION OPTION...
  local error=$1 message
  shift
  called+="$1/$2 "
  if message=$(run "$@" 2>&1); then
    fail "$* was not refused"
  fi
  [[ $message == *"($error)"* ]] || fail "$* was refused with: $message"
  echo "ok      $1 $2 is refused: $error"
}

knows() { # OPERATION: whether the CLI has that operation of DynamoDB
  grep -qx -- "$1" <<<"$known"
}

unknown() { # OPERATION OPTION...: an operation of DynamoDB that the server does not have
  if knows "$1"; then
    refuses UnknownOperationException dynamodb "$@"
  fi
}

waits() { # WAITER OPTION...
  run dynamodb wait "$@" || fail "wait $*"
  echo "ok      dynamodb wait $1"
}

# Tables.
answers '*' dynamodb describe-endpoints --query 'length(Endpoints)'
answers 80000 dynamodb describe-limits --query AccountMaxReadCapacityUnits
answers 'Music CREATING NEW_AND_OLD_IMAGES' dynamodb create-table --table-name Music --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=Artist,AttributeType=S AttributeName=Song,AttributeType=S AttributeName=Year,AttributeType=N \
  --key-schema AttributeName=Artist,KeyType=HASH AttributeName=Song,KeyType=RANGE \
  --global-secondary-indexes 'IndexName=by-year,KeySchema=[{AttributeName=Year,KeyType=HASH}],Projection={ProjectionType=ALL}' \
  --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES --tags Key=team,Value=sound \
  --query 'TableDescription.[TableName,TableStatus,StreamSpecification.StreamViewType]'
waits table-exists --table-name Music
refuses ResourceInUseException dynamodb create-table --table-name Music --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=a,AttributeType=S --key-schema AttributeName=a,KeyType=HASH
table=$(run dynamodb describe-table --table-name Music --query Table.TableArn)
stream=$(run dynamodb describe-table --table-name Music --query Table.LatestStreamArn)
answers 'ACTIVE by-year ACTIVE' dynamodb describe-table --table-name Music \
  --query 'Table.[TableStatus,GlobalSecondaryIndexes[0].IndexName,GlobalSecondaryIndexes[0].IndexStatus]'
run dynamodb create-table --table-name Other --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH >/dev/null
answers 'Music Other' dynamodb list-tables --page-size 1 --query TableNames
answers '5 5' dynamodb update-table --table-name Other --billing-mode PROVISIONED \
  --provisioned-throughput ReadCapacityUnits=5,WriteCapacityUnits=5 \
  --query 'TableDescription.ProvisionedThroughput.[ReadCapacityUnits,WriteCapacityUnits]'
refuses ResourceNotFoundException dynamodb delete-table --table-name Missing

# Items.
song() { # ARTIST SONG YEAR
  printf '{"Artist": {"S": "%s"}, "Song": {"S": "%s"}, "Year": {"N": "%s"}}' "$@"
}
key() { # ARTIST SONG
  printf '{"Artist": {"S": "%s"}, "Song": {"S": "%s"}}' "$@"
}
answers '2.0' dynamodb put-item --table-name Music --item "$(song Nina Sugar 1967)" \
  --return-consumed-capacity TOTAL --query ConsumedCapacity.CapacityUnits
refuses ConditionalCheckFailedException dynamodb put-item --table-name Music --item "$(song Nina Sugar 1968)" \
  --condition-expression 'attribute_not_exists(Artist)'
answers 1967 dynamodb get-item --table-name Music --key "$(key Nina Sugar)" --query Item.Year.N
answers 1968 dynamodb update-item --table-name Music --key "$(key Nina Sugar)" --update-expression 'ADD #y :one' \
  --expression-attribute-names '{"#y": "Year"}' --expression-attribute-values '{":one": {"N": "1"}}' \
  --return-values UPDATED_NEW --query Attributes.Year.N
answers 0 dynamodb batch-write-item --query 'length(UnprocessedItems)' --request-items \
  "{\"Music\": [$(for n in 1 2 3 4 5; do printf '%s{"PutRequest": {"Item": %s}}' "${comma-}" "$(song Ella "Song $n" 1960)"; comma=,; done)]}"
answers 2 dynamodb batch-get-item --query 'length(Responses.Music)' --request-items \
  "{\"Music\": {\"Keys\": [$(key Nina Sugar), $(key Ella 'Song 1'), $(key Ella none)]}}"
answers 'Song 5 Song 4 Song 3 Song 2 Song 1' dynamodb query --table-name Music --page-size 2 --no-scan-index-forward \
  --key-condition-expression 'Artist = :a' --expression-attribute-values '{":a": {"S": "Ella"}}' --query 'Items[].Song.S'
answers 5 dynamodb query --table-name Music --index-name by-year --key-condition-expression '#y = :y' --select COUNT \
  --expression-attribute-names '{"#y": "Year"}' --expression-attribute-values '{":y": {"N": "1960"}}' --query Count
answers '1 1 1 1 1 1 0' dynamodb scan --table-name Music --page-size 1 --query 'length(Items)'
token=$(run dynamodb scan --table-name Music --max-items 4 --query NextToken | awk 'END { print $NF }')
answers 2 dynamodb scan --table-name Music --starting-token "$token" --query 'length(Items)'
answers '*' dynamodb delete-item --table-name Music --key "$(key Ella 'Song 5')"

# Transactions.
answers 1960 dynamodb transact-get-items --query 'Responses[0].Item.Year.N' \
  --transact-items "[{\"Get\": {\"TableName\": \"Music\", \"Key\": $(key Ella 'Song 1')}}]"
moves="[{\"Delete\": {\"TableName\": \"Music\", \"Key\": $(key Ella 'Song 4'), \"ConditionExpression\": \"attribute_exists(Artist)\"}},
  {\"Put\": {\"TableName\": \"Music\", \"Item\": $(song Billie 'Song 4' 1958)}}]"
answers '*' dynamodb transact-write-items --client-request-token move-1 --transact-items "$moves"
answers '*' dynamodb transact-write-items --client-request-token move-1 --transact-items "$moves"
refuses TransactionCanceledException dynamodb transact-write-items --client-request-token move-2 --transact-items "$moves"

# PartiQL.
answers '*' dynamodb execute-statement --statement "INSERT INTO \"Music\" VALUE {'Artist': 'Odetta', 'Song': 'Sail', 'Year': 1963}"
answers 1963 dynamodb execute-statement --statement 'SELECT "Year" FROM "Music" WHERE Artist = ? AND Song = ?' \
  --parameters '[{"S": "Odetta"}, {"S": "Sail"}]' --query 'Items[0].Year.N'
answers 1963 dynamodb batch-execute-statement --query 'Responses[0].Item.Year.N' --statements \
  "[{\"Statement\": \"SELECT * FROM \\\"Music\\\" WHERE Artist = 'Odetta' AND Song = 'Sail'\"}]"
answers DuplicateItem dynamodb batch-execute-statement --query 'Responses[0].Error.Code' --statements \
  "[{\"Statement\": \"INSERT INTO \\\"Music\\\" VALUE {'Artist': 'Odetta', 'Song': 'Sail'}\"}]"
answers '*' dynamodb execute-transaction --transact-statements \
  "[{\"Statement\": \"UPDATE \\\"Music\\\" SET Plays = 1 WHERE Artist = 'Odetta' AND Song = 'Sail'\"}]"

# Streams.
answers "$stream" dynamodbstreams list-streams --table-name Music --query 'Streams[].StreamArn'
shard=$(run dynamodbstreams describe-stream --stream-arn "$stream" --query 'StreamDescription.Shards[0].ShardId')
answers 'ENABLED NEW_AND_OLD_IMAGES' dynamodbstreams describe-stream --stream-arn "$stream" \
  --query 'StreamDescription.[StreamStatus,StreamViewType]'
answers '*' dynamodbstreams get-shard-iterator --stream-arn "$stream" --shard-id "$shard" --shard-iterator-type TRIM_HORIZON
iterator=$(run dynamodbstreams get-shard-iterator --stream-arn "$stream" --shard-id "$shard" \
  --shard-iterator-type TRIM_HORIZON --query ShardIterator)
answers 'INSERT MODIFY INSERT INSERT INSERT INSERT INSERT REMOVE REMOVE INSERT INSERT MODIFY' dynamodbstreams get-records \
  --shard-iterator "$iterator" --query 'Records[].eventName'

# Expiry, tags, backups.
answers DISABLED dynamodb describe-time-to-live --table-name Music --query TimeToLiveDescription.TimeToLiveStatus
answers 'True ends' dynamodb update-time-to-live --table-name Music \
  --time-to-live-specification Enabled=true,AttributeName=ends --query 'TimeToLiveSpecification.[Enabled,AttributeName]'
answers '*' dynamodb tag-resource --resource-arn "$table" --tags Key=cost,Value=12
answers 'sound 12' dynamodb list-tags-of-resource --resource-arn "$table" --query 'Tags[].Value'
answers '*' dynamodb untag-resource --resource-arn "$table" --tag-keys team
answers 'cost' dynamodb list-tags-of-resource --resource-arn "$table" --query 'Tags[].Key'
answers 'ENABLED DISABLED' dynamodb describe-continuous-backups --table-name Music --query \
  'ContinuousBackupsDescription.[ContinuousBackupsStatus,PointInTimeRecoveryDescription.PointInTimeRecoveryStatus]'

# Resource policies, which older versions of the CLI do not have.
if knows put-resource-policy; then
  account=$(cut -d: -f5 <<<"$table")
  policy="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"dynamodb:GetItem\",
    \"Principal\": {\"AWS\": \"arn:aws:iam::$account:root\"}, \"Resource\": \"$table\"}]}"
  refuses PolicyNotFoundException dynamodb get-resource-policy --resource-arn "$table"
  answers '?*' dynamodb put-resource-policy --resource-arn "$table" --policy "$policy" --query RevisionId
  answers '*dynamodb:GetItem*' dynamodb get-resource-policy --resource-arn "$table" --query Policy
  answers '?*' dynamodb delete-resource-policy --resource-arn "$table" --query RevisionId
  refuses PolicyNotFoundException dynamodb get-resource-policy --resource-arn "$table"
fi

# What the server does not have.
backup="$table/backup/01489602797149-73d8d5bc"
unknown create-backup --table-name Music --backup-name first
unknown create-global-table --global-table-name Music --replication-group RegionName=us-east-1
unknown delete-backup --backup-arn "$backup"
unknown describe-backup --backup-arn "$backup"
unknown describe-contributor-insights --table-name Music
unknown describe-export --export-arn "$table/export/01234567890123-a1b2c3d4"
unknown describe-global-table --global-table-name Music
unknown describe-global-table-settings --global-table-name Music
unknown describe-import --import-arn "$table/import/01234567890123-a1b2c3d4"
unknown describe-kinesis-streaming-destination --table-name Music
unknown describe-table-replica-auto-scaling --table-name Music
unknown disable-kinesis-streaming-destination --table-name Music --stream-arn arn:aws:kinesis:us-east-1:1:stream/s-stream-name-of-37
unknown enable-kinesis-streaming-destination --table-name Music --stream-arn arn:aws:kinesis:us-east-1:1:stream/s-stream-name-of-37
unknown export-table-to-point-in-time --table-arn "$table" --s3-bucket somewhere
unknown import-table --s3-bucket-source S3Bucket=somewhere --input-format CSV --table-creation-parameters \
  '{"TableName": "New", "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}], "BillingMode": "PAY_PER_REQUEST"}'
unknown list-backups
unknown list-contributor-insights
unknown list-exports
unknown list-global-tables
unknown list-imports
unknown restore-table-from-backup --target-table-name New --backup-arn "$backup"
unknown restore-table-to-point-in-time --source-table-name Music --target-table-name New --use-latest-restorable-time
unknown update-continuous-backups --table-name Music --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true
unknown update-contributor-insights --table-name Music --contributor-insights-action ENABLE
unknown update-global-table --global-table-name Music --replica-updates 'Create={RegionName=eu-west-1}'
unknown update-global-table-settings --global-table-name Music
unknown update-kinesis-streaming-destination --table-name Music --stream-arn arn:aws:kinesis:us-east-1:1:stream/s-stream-name-of-37
unknown update-table-replica-auto-scaling --table-name Music

# The end of the tables; the stream outlives its own.
for name in Music Other; do
  answers DELETING dynamodb delete-table --table-name "$name" --query TableDescription.TableStatus
  waits table-not-exists --table-name "$name"
done
answers '' dynamodb list-tables --query TableNames
answers DISABLED dynamodbstreams describe-stream --stream-arn "$stream" --query StreamDescription.StreamStatus

for operation in $known; do
  [[ $operation == wait || $operation == wizard || $called == *" dynamodb/$operation "* ]] || fail "the CLI's dynamodb $operation was not tried"
done
for operation in $(choices dynamodbstreams); do
  [[ $called == *" dynamodbstreams/$operation "* ]] || fail "the CLI's dynamodbstreams $operation was not tried"
done
echo "ok      every operation of the AWS CLI"
