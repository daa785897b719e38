/// Types of resources that hold data or secrets.
/// - Source: documentation of the providers hashicorp/aws 6, azurerm 4, google 7, random, tls.
enum TerraformTypes {
  /// Data stores, with what kind of system they are.
  static let stores: [String: String] = [
    "aws_db_instance": "database", "aws_rds_cluster": "database", "aws_dynamodb_table": "database",
    "aws_docdb_cluster": "database", "aws_neptune_cluster": "database",
    "aws_redshift_cluster": "warehouse", "aws_redshiftserverless_namespace": "warehouse",
    "aws_s3_bucket": "object-store", "aws_efs_file_system": "file-store",
    "aws_fsx_windows_file_system": "file-store", "aws_ebs_volume": "volume",
    "aws_elasticache_cluster": "cache", "aws_elasticache_replication_group": "cache",
    "aws_opensearch_domain": "search", "aws_elasticsearch_domain": "search",
    "aws_kinesis_stream": "stream", "aws_sqs_queue": "queue", "aws_sns_topic": "queue",
    "aws_msk_cluster": "stream", "aws_backup_vault": "backup", "aws_cognito_user_pool": "directory",
    "aws_cloudwatch_log_group": "log", "aws_timestreamwrite_table": "database",
    "azurerm_mssql_server": "database", "azurerm_mssql_database": "database",
    "azurerm_postgresql_flexible_server": "database", "azurerm_postgresql_server": "database",
    "azurerm_mysql_flexible_server": "database", "azurerm_mysql_server": "database",
    "azurerm_mariadb_server": "database", "azurerm_cosmosdb_account": "database",
    "azurerm_storage_account": "object-store", "azurerm_storage_container": "object-store",
    "azurerm_storage_share": "file-store", "azurerm_managed_disk": "volume",
    "azurerm_redis_cache": "cache", "azurerm_synapse_workspace": "warehouse",
    "azurerm_eventhub": "stream", "azurerm_servicebus_queue": "queue",
    "azurerm_log_analytics_workspace": "log", "azurerm_recovery_services_vault": "backup",
    "google_sql_database_instance": "database", "google_bigquery_dataset": "warehouse",
    "google_bigquery_table": "warehouse", "google_storage_bucket": "object-store",
    "google_spanner_instance": "database", "google_bigtable_instance": "database",
    "google_firestore_database": "database", "google_alloydb_cluster": "database",
    "google_filestore_instance": "file-store", "google_compute_disk": "volume",
    "google_redis_instance": "cache", "google_pubsub_topic": "queue",
    "snowflake_database": "warehouse", "mongodbatlas_cluster": "database",
    "digitalocean_database_cluster": "database", "digitalocean_spaces_bucket": "object-store",
  ]

  /// Secrets, with their kind.
  static let secrets: [String: String] = [
    "aws_kms_key": "key", "aws_secretsmanager_secret": "other",
    "aws_secretsmanager_secret_version": "other", "aws_ssm_parameter": "other",
    "aws_iam_access_key": "key", "aws_key_pair": "key", "azurerm_key_vault_key": "key",
    "azurerm_key_vault_secret": "other", "azurerm_key_vault_certificate": "certificate",
    "azuread_application_password": "password", "google_kms_crypto_key": "key",
    "google_secret_manager_secret": "other", "google_secret_manager_secret_version": "other",
    "google_service_account_key": "key", "random_password": "password", "tls_private_key": "key",
    "vault_generic_secret": "other", "vault_kv_secret_v2": "other",
  ]

  /// Secrets whose value is in the state itself.
  static let valuesInState: Set = [
    "aws_secretsmanager_secret_version", "aws_ssm_parameter", "aws_iam_access_key",
    "azurerm_key_vault_secret", "azuread_application_password",
    "google_secret_manager_secret_version", "google_service_account_key", "random_password",
    "tls_private_key", "vault_generic_secret", "vault_kv_secret_v2",
  ]

  /// Places that keep secrets.
  static let vaults: Set = ["azurerm_key_vault", "google_kms_key_ring", "vault_mount"]

  /// Whether a type grants something to somebody.
  static func isPolicy(_ type: String) -> Bool {
    ["_iam_", "_policy", "_role_assignment", "_access_policy", "_grant", "_acl"].contains {
      type.contains($0)
    }
  }
}
