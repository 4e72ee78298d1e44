// Generated from dashboards/collector.ts by `npm run synth`. Do not edit.
export const DASHBOARD: unknown = {
  "timezone": "browser",
  "editable": false,
  "graphTooltip": 0,
  "fiscalYearStartMonth": 0,
  "schemaVersion": 42,
  "templating": {
    "list": [
      {
        "type": "datasource",
        "name": "datasource",
        "skipUrlSync": false,
        "multi": false,
        "allowCustomValue": true,
        "includeAll": false,
        "auto": false,
        "auto_min": "10s",
        "auto_count": 30,
        "label": "Prometheus",
        "query": "prometheus"
      },
      {
        "type": "query",
        "name": "namespace",
        "skipUrlSync": false,
        "multi": false,
        "allowCustomValue": true,
        "includeAll": false,
        "auto": false,
        "auto_min": "10s",
        "auto_count": 30,
        "label": "Namespace",
        "datasource": {
          "type": "prometheus",
          "uid": "${datasource}"
        },
        "query": {
          "query": "label_values(up{job=\"<job>\",container=\"collector\"}, namespace)",
          "refId": "namespace"
        },
        "refresh": 2,
        "sort": 1
      },
      {
        "type": "query",
        "name": "pod",
        "skipUrlSync": false,
        "multi": true,
        "allowCustomValue": true,
        "includeAll": true,
        "auto": false,
        "auto_min": "10s",
        "auto_count": 30,
        "label": "Pod",
        "datasource": {
          "type": "prometheus",
          "uid": "${datasource}"
        },
        "query": {
          "query": "label_values(up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\"}, pod)",
          "refId": "pod"
        },
        "refresh": 2,
        "sort": 1,
        "allValue": ".*",
        "current": {
          "selected": true,
          "text": [
            "All"
          ],
          "value": [
            "$__all"
          ]
        }
      }
    ]
  },
  "annotations": {},
  "title": "OpenTelemetry collector <job>",
  "uid": "<id>",
  "description": "What comes in, what goes out, what is lost, and why. The alerts are told in docs/alerts.md.",
  "tags": [
    "opentelemetry",
    "botanu"
  ],
  "time": {
    "from": "now-1h",
    "to": "now"
  },
  "refresh": "30s",
  "panels": [
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "At a glance",
      "gridPos": {
        "x": 0,
        "y": 0,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Pods that answer",
      "description": "Pods of this release that Prometheus could scrape just now.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "none",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "blue"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 0,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum(up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Taken in a second",
      "description": "Spans, metric points and log records that applications got rid of.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "cps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "blue"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 4,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum by () (\n  label_replace(rate(otelcol_receiver_accepted_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Sent in a second",
      "description": "The same that the backend has taken. With several exporters it is the sum of them.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "cps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "blue"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 8,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum by () (\n  label_replace(rate(otelcol_exporter_sent_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_sent_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_sent_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Given up",
      "description": "What exporters gave up in the time that is shown, refused for good or at the end of the retries. Under sync delivery applications were told and may have sent it again; otherwise it is lost.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "green"
              },
              {
                "value": 1,
                "color": "red"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 12,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum by () (\n  label_replace((otelcol_exporter_send_failed_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_exporter_send_failed_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_exporter_send_failed_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace((otelcol_exporter_send_failed_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_exporter_send_failed_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_exporter_send_failed_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace((otelcol_exporter_send_failed_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_exporter_send_failed_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_exporter_send_failed_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"logs\", \"\", \"\")\n)) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Refused",
      "description": "What applications were refused in the time that is shown. They send again, and lose what they cannot keep.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "green"
              },
              {
                "value": 1,
                "color": "red"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 16,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum by () (\n  label_replace((otelcol_receiver_refused_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_receiver_refused_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_receiver_refused_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace((otelcol_receiver_refused_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_receiver_refused_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_receiver_refused_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace((otelcol_receiver_refused_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} unless otelcol_receiver_refused_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} offset $__range) or increase(otelcol_receiver_refused_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__range]), \"data_type\", \"logs\", \"\", \"\")\n)) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "stat",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "graphMode": "area",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "title": "Fullest queue",
      "description": "How full the fullest queue of any pod is. Full means that applications have to wait.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "percentunit",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "green"
              },
              {
                "value": 0.8,
                "color": "red"
              }
            ]
          }
        },
        "overrides": []
      },
      "gridPos": {
        "h": 4,
        "w": 4,
        "x": 20,
        "y": 1
      },
      "targets": [
        {
          "expr": "(max(otelcol_exporter_queue_size{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} / otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})) or vector(0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": ""
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What comes in",
      "gridPos": {
        "x": 0,
        "y": 5,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Taken, by signal",
      "description": "Spans, metric points and log records that were taken from applications. A drop to zero means that nothing reaches the collector: see the Service and the applications.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 6
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, data_type, transport) (\n  label_replace(rate(otelcol_receiver_accepted_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (app_kubernetes_io_name) (up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} {{transport}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Taken, by pod",
      "description": "The same for each pod. One pod that takes much more than the others belongs to a busy node, or to clients that keep one connection.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 6
      },
      "targets": [
        {
          "expr": "sum by (pod) (\n  label_replace(rate(otelcol_receiver_accepted_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_accepted_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (pod) (up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What goes out",
      "gridPos": {
        "x": 0,
        "y": 14,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Sent, by exporter",
      "description": "What the backend has taken. Below what is taken in for long: the rest waits in the queue, is given up, or a processor drops it on purpose.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 15
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, exporter, data_type) (\n  label_replace(rate(otelcol_exporter_sent_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_sent_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_sent_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (app_kubernetes_io_name, exporter, data_type) (otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "none",
          "min": 0
        },
        "overrides": []
      },
      "title": "Requests on their way",
      "description": "Requests to the backend that have no answer yet, those that wait for a retry among them. At delivery.queue.consumers for long: the backend is slow or away.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 15
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, exporter, data_type) (otelcol_exporter_in_flight_requests{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})\nor 0 * sum by (app_kubernetes_io_name, exporter, data_type) (otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What is lost or refused",
      "gridPos": {
        "x": 0,
        "y": 23,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Given up by exporters",
      "description": "Refused for good, or at the end of the retries. Under durable delivery it is lost, under memory delivery too; under sync delivery applications were told.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 24
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, exporter, data_type) (\n  label_replace(rate(otelcol_exporter_send_failed_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_send_failed_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_send_failed_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (app_kubernetes_io_name, exporter, data_type) (otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Refused to applications",
      "description": "What applications were refused, for whatever reason, or did not wait for. They send again, and lose what they cannot keep.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 24
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, data_type, transport) (\n  label_replace(rate(otelcol_receiver_refused_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_refused_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_receiver_refused_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (app_kubernetes_io_name) (up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} {{transport}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Refused for want of memory",
      "description": "What the memory limiter refused, so that the kernel need not kill the process. More memory or more copies help, or a backend that keeps up.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 32
      },
      "targets": [
        {
          "expr": "sum by (pod) (\n  label_replace(rate(otelcol_processor_memory_limiter_refused_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_processor_memory_limiter_refused_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_processor_memory_limiter_refused_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (pod) (up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "cps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Not put into a queue",
      "description": "What found no place in a queue until the application stopped waiting. Under sync delivery this counts every request that the backend did not take.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 32
      },
      "targets": [
        {
          "expr": "sum by (app_kubernetes_io_name, exporter, data_type) (\n  label_replace(rate(otelcol_exporter_enqueue_failed_spans_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"traces\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_enqueue_failed_metric_points_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"metrics\", \"\", \"\")\n  or\n  label_replace(rate(otelcol_exporter_enqueue_failed_log_records_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]), \"data_type\", \"logs\", \"\", \"\")\n)\nor 0 * sum by (app_kubernetes_io_name, exporter, data_type) (otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What waits",
      "gridPos": {
        "x": 0,
        "y": 40,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "bytes",
          "min": 0
        },
        "overrides": []
      },
      "title": "Waiting in queues",
      "description": "What waits for the backend, in bytes of OTLP. It grows while the backend is away, and shrinks to next to nothing afterwards.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 41
      },
      "targets": [
        {
          "expr": "sum by (pod, exporter, data_type) (otelcol_exporter_queue_size{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}}, {{pod}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "percentunit",
          "min": 0,
          "max": 1
        },
        "overrides": []
      },
      "title": "How full queues are",
      "description": "Beyond the whole, applications have to wait. The alert fires at monitoring.prometheusRule.thresholds.queuePercent.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 41
      },
      "targets": [
        {
          "expr": "max by (pod, exporter, data_type) (otelcol_exporter_queue_size{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"} / otelcol_exporter_queue_capacity{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{data_type}} of {{exporter}}, {{pod}}"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "Memory and processor time against their limits",
      "gridPos": {
        "x": 0,
        "y": 49,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "bytes",
          "min": 0
        },
        "overrides": []
      },
      "title": "Memory",
      "description": "What each pod holds (resident), its limit, and where the memory limiter begins to refuse. Lines without a pod are of the first set of pods. At the limit the kernel kills the process.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 50
      },
      "targets": [
        {
          "expr": "sum by (pod) (otelcol_process_memory_rss_bytes{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        },
        {
          "expr": "vector(<memory limit in bytes>)",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "limit"
        },
        {
          "expr": "vector(<memory from which on telemetry is refused, in MiB> * 1024 * 1024)",
          "refId": "C",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "telemetry is refused from here on"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "bytes",
          "min": 0
        },
        "overrides": []
      },
      "title": "Live and dead objects",
      "description": "The heap, garbage that nobody has collected yet among it: this is what the memory limiter looks at.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 50
      },
      "targets": [
        {
          "expr": "sum by (pod) (otelcol_process_runtime_heap_alloc_bytes{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "none",
          "min": 0
        },
        "overrides": []
      },
      "title": "Processor time",
      "description": "Cores in use, and the limit where there is one. At the limit everything takes longer, and queues grow.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 58
      },
      "targets": [
        {
          "expr": "sum by (pod) (rate(otelcol_process_cpu_seconds_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        },
        {
          "expr": "vector(<processor limit in millicores> / 1000) > 0",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "limit"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "s",
          "min": 0
        },
        "overrides": []
      },
      "title": "Since the last start",
      "description": "How long each process has been running. A line that falls to zero again and again is a process that dies: see kubectl describe pod.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 58
      },
      "targets": [
        {
          "expr": "max by (pod) (otelcol_process_uptime_seconds_total{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "Batches, and how long things take",
      "gridPos": {
        "x": 0,
        "y": 66,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "s",
          "min": 0
        },
        "overrides": []
      },
      "title": "Answer of the backend, 95 %",
      "description": "How long one attempt to send takes, for 95 of 100. Near exporter.timeout the backend is overloaded. Needs monitoring.detailed; without it there is nothing here.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 67
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, server_address, rpc_response_status_code) (rate(rpc_client_call_duration_seconds_bucket{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval])))\nor\nhistogram_quantile(0.95, sum by (le, server_address, http_response_status_code) (rate(http_client_request_duration_seconds_bucket{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval])))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{server_address}} {{rpc_response_status_code}}{{http_response_status_code}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "s",
          "min": 0
        },
        "overrides": []
      },
      "title": "Answer to applications, 95 %",
      "description": "How long applications wait for an answer, for 95 of 100. Under sync delivery it contains the backend's. Needs monitoring.detailed; without it there is nothing here.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 67
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, rpc_method) (rate(rpc_server_call_duration_seconds_bucket{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval])))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{rpc_method}}"
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le, http_route) (rate(http_server_request_duration_seconds_bucket{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval])))",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{http_route}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "bytes",
          "min": 0
        },
        "overrides": []
      },
      "title": "Size of batches, 95 %",
      "description": "What is sent in one request, before compression, for 95 of 100. delivery.batch bounds it; a backend that takes less refuses it for good. Needs monitoring.detailed; without it there is nothing here.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 75
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, exporter) (rate(otelcol_exporter_queue_batch_send_size_bytes_bucket{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval])))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{exporter}}"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "s",
          "min": 0
        },
        "overrides": []
      },
      "title": "Time in processors",
      "description": "Mean time that a request spends in each processor. Needs monitoring.detailed; without it there is nothing here.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 75
      },
      "targets": [
        {
          "expr": "sum by (processor) (rate(otelcol_processor_internal_duration_seconds_sum{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]))\n/ sum by (processor) (rate(otelcol_processor_internal_duration_seconds_count{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"}[$__rate_interval]))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{processor}}"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What runs",
      "gridPos": {
        "x": 0,
        "y": 83,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "none",
          "min": 0
        },
        "overrides": []
      },
      "title": "Versions",
      "description": "Pods of each version of the collector. Two for long: an update is stuck.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 84
      },
      "targets": [
        {
          "expr": "count by (app_kubernetes_io_name, service_version) (target_info{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{service_version}} ({{app_kubernetes_io_name}})"
        }
      ]
    },
    {
      "type": "timeseries",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "lastNotNull",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "asc"
        }
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "fillOpacity": 8
          },
          "unit": "none",
          "min": 0
        },
        "overrides": []
      },
      "title": "Pods that do not answer",
      "description": "Pods that exist and could not be scraped.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 84
      },
      "targets": [
        {
          "expr": "sum by (pod) (1 - up{namespace=\"$namespace\",job=\"<job>\",container=\"collector\",pod=~\"$pod\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{pod}}"
        }
      ]
    }
  ]
};
