/// A format that can be imported.
package enum ImportFormat: String, CaseIterable, Sendable {
  case register
  case dbt
  case openlineage
  case unityCatalog = "unity-catalog"
  case snowflake
  case datahub
  case bloodhound
  case threagile
  case fideslang
  case threatDragon = "threat-dragon"
  case otm
  case cyclonedx
  case tm7
  case pytm
  case odcs
  case terraform
  case mal
  case openPSA = "open-psa"

  /// What it is called in messages, with its article.
  package var noun: String {
    switch self {
    case .register: "a register of processing"
    case .dbt: "a dbt manifest"
    case .openlineage: "OpenLineage events"
    case .unityCatalog: "lineage of Unity Catalog"
    case .snowflake: "an access history of Snowflake"
    case .datahub: "metadata of DataHub"
    case .bloodhound: "a BloodHound export"
    case .threagile: "a Threagile model"
    case .fideslang: "fideslang resources"
    case .threatDragon: "a Threat Dragon model"
    case .otm: "an Open Threat Model"
    case .cyclonedx: "a CycloneDX file"
    case .tm7: "a model of Microsoft's Threat Modeling Tool"
    case .pytm: "a pytm model"
    case .odcs: "an Open Data Contract"
    case .terraform: "a Terraform state or plan"
    case .mal: "a MAL model or attack graph"
    case .openPSA: "an Open-PSA fault tree"
    }
  }

  /// What `exposure import --help` says of it.
  package var summary: String {
    switch self {
    case .register: "register of processing: CSV, XLSX or ODS"
    case .dbt: "dbt: manifest.json, with catalog.json"
    case .openlineage: "OpenLineage: events as NDJSON or JSON"
    case .unityCatalog: "Databricks Unity Catalog: lineage tables as CSV or NDJSON"
    case .snowflake: "Snowflake: ACCESS_HISTORY as CSV or NDJSON"
    case .datahub: "DataHub: MCP or MCE rows of the file sink"
    case .bloodhound: "BloodHound: SharpHound folder or ZIP, OpenGraph, APOC"
    case .threagile: "Threagile: YAML with its includes"
    case .fideslang: "fideslang: YAML resources"
    case .threatDragon: "OWASP Threat Dragon 1 and 2: JSON"
    case .otm: "Open Threat Model: YAML or JSON"
    case .cyclonedx: "CycloneDX services: JSON"
    case .tm7: "Microsoft Threat Modeling Tool: .tm7"
    case .pytm: "pytm: the output of --json"
    case .odcs: "Open Data Contract Standard: YAML or JSON"
    case .terraform: "Terraform: output of 'terraform show -json'"
    case .mal: "MAL: model or attack graph"
    case .openPSA: "Open-PSA: fault trees as XML"
    }
  }

  /// Its importer.
  var importer: any FormatImporter.Type {
    switch self {
    case .register: RegisterImporter.self
    case .dbt: DBTImporter.self
    case .openlineage: OpenLineageImporter.self
    case .unityCatalog: UnityCatalogImporter.self
    case .snowflake: SnowflakeImporter.self
    case .datahub: DataHubImporter.self
    case .bloodhound: BloodHoundImporter.self
    case .threagile: ThreagileImporter.self
    case .fideslang: FideslangImporter.self
    case .threatDragon: ThreatDragonImporter.self
    case .otm: OTMImporter.self
    case .cyclonedx: CycloneDXImporter.self
    case .tm7: TM7Importer.self
    case .pytm: PytmImporter.self
    case .odcs: ODCSImporter.self
    case .terraform: TerraformImporter.self
    case .mal: MALImporter.self
    case .openPSA: OpenPSAImporter.self
    }
  }
}
