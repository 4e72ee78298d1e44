// Generated from dashboards/application.ts by `npm run synth`. Do not edit.
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
        "name": "instance",
        "skipUrlSync": false,
        "multi": true,
        "allowCustomValue": true,
        "includeAll": true,
        "auto": false,
        "auto_min": "10s",
        "auto_count": 30,
        "label": "Instance",
        "datasource": {
          "type": "prometheus",
          "uid": "${datasource}"
        },
        "query": {
          "query": "label_values(target_info{job=\"<job>\"}, instance)",
          "refId": "instance"
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
  "title": "Application <job>",
  "uid": "<id>",
  "description": "Requests, errors and durations of an application, whom it calls, and what it uses.",
  "tags": [
    "opentelemetry",
    "botanu"
  ],
  "time": {
    "from": "now-1h",
    "to": "now"
  },
  "refresh": "1m",
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
      "title": "Requests in a second",
      "description": "What all instances together answer, whatever the answer is.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "reqps",
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
          "expr": "sum(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
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
      "title": "Failed",
      "description": "The part of all requests, in the time that is shown, that were answered with 500 or above.",
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
                "value": 0.05,
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
        "x": 4,
        "y": 1
      },
      "targets": [
        {
          "expr": "(sum(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code=~\"5..\"}[$__range])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code=~\"5..\"}[$__range]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))\nor\n0 * sum(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__range])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__range]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"})))\n/\n(sum(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__range])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__range]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"})) > 0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
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
      "title": "Half take less than",
      "description": "The median: how long a request takes that is neither quick nor slow.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "s",
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
          "expr": "histogram_quantile(0.5, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.5, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
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
      "title": "95 of 100 take less than",
      "description": "How long the slowest request of twenty takes at least.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "s",
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
        "x": 12,
        "y": 1
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.95, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
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
      "title": "99 of 100 take less than",
      "description": "How long the slowest request of a hundred takes at least.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "fieldConfig": {
        "defaults": {
          "unit": "s",
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
        "x": 16,
        "y": 1
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.99, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
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
      "title": "Instances",
      "description": "Processes that sent metrics within the last five minutes.",
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
        "x": 20,
        "y": 1
      },
      "targets": [
        {
          "expr": "count(count by (instance) (target_info{job=\"<job>\",instance=~\"$instance\"}))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "",
          "interval": "1m"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "Requests",
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Requests, by route",
      "description": "Where the load is. \"no route\": no route of the application was meant, or its agent does not know routes, as that of Node without a framework.",
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
          "expr": "sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Requests, by status",
      "description": "How they were answered, by the status code of HTTP.",
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
          "expr": "sum by (status) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"status\", \"no answer\", \"\", \"\"), \"status\", \"$1\", \"http_response_status_code\", \"(.+)\")\nor\nlabel_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"status\", \"no answer\", \"\", \"\"), \"status\", \"$1\", \"http_status_code\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{status}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Requests, by instance",
      "description": "Whether the load is spread. One that takes much more has clients that keep one connection.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 14
      },
      "targets": [
        {
          "expr": "sum by (instance) (rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
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
      "title": "Requests being answered",
      "description": "How many are in work at the moment that is measured. The agent of Python tells; those of Java and Node do not.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 14
      },
      "targets": [
        {
          "expr": "sum by (instance) (http_server_active_requests{job=\"<job>\",instance=~\"$instance\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "Errors",
      "gridPos": {
        "x": 0,
        "y": 22,
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
          "unit": "percentunit",
          "min": 0,
          "max": 1
        },
        "overrides": []
      },
      "title": "Part that failed, by route",
      "description": "Answered with 500 or above, of all requests of the route.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 23
      },
      "targets": [
        {
          "expr": "(sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code=~\"5..\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code=~\"5..\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))\nor\n0 * sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\")))\n/\n(sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\")) > 0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Failed, by route",
      "description": "The same in a second. The very first failure of a route on an instance is not seen: a rate needs two points.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 23
      },
      "targets": [
        {
          "expr": "sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code=~\"5..\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code=~\"5..\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))\nor\n0 * sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Refused, by route",
      "description": "Answered with 400 to 499: what was asked for is not there, not allowed, or not understood. Many at once: somebody calls wrongly since a change.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 31
      },
      "targets": [
        {
          "expr": "sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code=~\"4..\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code=~\"4..\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))\nor\n0 * sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Failed, by instance",
      "description": "Answered with 500 or above. One instance alone: it is the instance, not the code.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 31
      },
      "targets": [
        {
          "expr": "sum by (instance) (rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code=~\"5..\"}[$__rate_interval])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code=~\"5..\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))\nor\n0 * sum by (instance) (rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])\nor\n(rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "Durations",
      "gridPos": {
        "x": 0,
        "y": 39,
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
      "title": "Duration",
      "description": "What 50, 95 and 99 of 100 requests stay below. The points are single requests, each with its trace: see the end of this page.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 40
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.5, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.5, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "50 %",
          "interval": "1m",
          "exemplar": true
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.95, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "95 %",
          "interval": "1m",
          "exemplar": true
        },
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.99, sum by (le) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "C",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "99 %",
          "interval": "1m",
          "exemplar": true
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
      "title": "Duration of 95 %, by route",
      "description": "What 95 of 100 requests stay below: which route is slow.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 40
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, route) (label_replace(label_replace(rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")))\nor\nhistogram_quantile(0.95, sum by (le, route) (label_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\"))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m",
          "exemplar": true
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
      "title": "Mean duration, by route",
      "description": "Times the rate, it is the time that the route takes in all.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 48
      },
      "targets": [
        {
          "expr": "sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_sum{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_sum{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\") / 1000)\n/\n(sum by (route) (label_replace(label_replace(rate(http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_route\", \"(.+)\")\nor\nlabel_replace(label_replace(label_replace((rate(http_server_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"route\", \"no route\", \"\", \"\"), \"route\", \"$1\", \"http_target\", \"(.+)\"), \"route\", \"$1\", \"http_route\", \"(.+)\")) > 0)",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{route}}",
          "interval": "1m"
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
      "title": "Duration of 95 %, by instance",
      "description": "One instance that is slower than the others has less processor time, or a full heap: see below.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 48
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, instance) (rate(http_server_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval])))\nor\nhistogram_quantile(0.95, sum by (le, instance) ((rate(http_server_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_server_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "What it calls",
      "gridPos": {
        "x": 0,
        "y": 56,
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Calls, by whom it calls",
      "description": "HTTP requests that the application makes. \"not told\": Python's httpx, under the old names. The agent of Node counts its own exports too.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 57
      },
      "targets": [
        {
          "expr": "sum by (peer) (label_replace(label_replace(rate(http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"server_address\", \"(.+)\")\nor\nlabel_replace(label_replace((rate(http_client_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"net_peer_name\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{peer}}",
          "interval": "1m"
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
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "title": "Calls that failed",
      "description": "Answered with 400 or above, or not answered at all. If they rise before the failures above do, the cause is there and not here.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 57
      },
      "targets": [
        {
          "expr": "sum by (peer) (label_replace(label_replace(rate(http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\",http_response_status_code!~\"[123]..\"}[$__rate_interval]), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"server_address\", \"(.+)\")\nor\nlabel_replace(label_replace((rate(http_client_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\",http_status_code!~\"[123]..\"}[$__rate_interval]) unless on (job, instance) http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"net_peer_name\", \"(.+)\"))\nor\n0 * sum by (peer) (label_replace(label_replace(rate(http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"server_address\", \"(.+)\")\nor\nlabel_replace(label_replace((rate(http_client_duration_milliseconds_count{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"net_peer_name\", \"(.+)\"))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{peer}}",
          "interval": "1m"
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
      "title": "Duration of 95 % of the calls",
      "description": "What 95 of 100 calls stay below. The agent of Node counts its own exports too.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 65
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, peer) (label_replace(label_replace(rate(http_client_request_duration_seconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"server_address\", \"(.+)\")))\nor\nhistogram_quantile(0.95, sum by (le, peer) (label_replace(label_replace((rate(http_client_duration_milliseconds_bucket{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) unless on (job, instance) http_client_request_duration_seconds_count{job=\"<job>\",instance=~\"$instance\"}), \"peer\", \"not told\", \"\", \"\"), \"peer\", \"$1\", \"net_peer_name\", \"(.+)\"))) / 1000",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{peer}}",
          "interval": "1m",
          "exemplar": true
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "The process",
      "gridPos": {
        "x": 0,
        "y": 73,
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
      "title": "Processor time",
      "description": "Cores in use, as Python and Java tell. Node tells how much of its one thread is busy: near 1, all requests wait for each other.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 74
      },
      "targets": [
        {
          "expr": "sum by (instance) (rate(process_cpu_time_seconds_total{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) or rate(jvm_cpu_time_seconds_total{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
        },
        {
          "expr": "sum by (instance) (rate(nodejs_eventloop_time_seconds_total{job=\"<job>\",instance=~\"$instance\",nodejs_eventloop_state=\"active\"}[$__rate_interval]))",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}, event loop",
          "interval": "1m"
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
      "title": "Memory",
      "description": "Python: what the process holds (resident). Java: in use within and without the heap. Node: in use of its heap. What the kernel counts against the limit of the container is more; cAdvisor tells it.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 74
      },
      "targets": [
        {
          "expr": "sum by (instance) (process_memory_usage_bytes{job=\"<job>\",instance=~\"$instance\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}, resident",
          "interval": "1m"
        },
        {
          "expr": "sum by (instance, jvm_memory_type) (jvm_memory_used_bytes{job=\"<job>\",instance=~\"$instance\"})",
          "refId": "B",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}, {{jvm_memory_type}}",
          "interval": "1m"
        },
        {
          "expr": "sum by (instance) (v8js_memory_heap_used_bytes{job=\"<job>\",instance=~\"$instance\"})",
          "refId": "C",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}, heap",
          "interval": "1m"
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
          "min": 0
        },
        "overrides": []
      },
      "title": "Time in garbage collection",
      "description": "The part of all time, as Java and Node tell. Above a few in a hundred, the heap is too small.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 0,
        "y": 82
      },
      "targets": [
        {
          "expr": "sum by (instance) (rate(jvm_gc_duration_seconds_sum{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]) or rate(v8js_gc_duration_seconds_sum{job=\"<job>\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
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
      "title": "Threads",
      "description": "As Python and Java tell. A line that only rises is a leak, or a pool that everybody waits for.",
      "datasource": {
        "type": "prometheus",
        "uid": "${datasource}"
      },
      "gridPos": {
        "h": 8,
        "w": 12,
        "x": 12,
        "y": 82
      },
      "targets": [
        {
          "expr": "sum by (instance) (process_thread_count{job=\"<job>\",instance=~\"$instance\"} or jvm_thread_count{job=\"<job>\",instance=~\"$instance\"})",
          "refId": "A",
          "datasource": {
            "type": "prometheus",
            "uid": "${datasource}"
          },
          "legendFormat": "{{instance}}",
          "interval": "1m"
        }
      ]
    },
    {
      "type": "row",
      "collapsed": false,
      "id": 0,
      "panels": [],
      "title": "From here to a run",
      "gridPos": {
        "x": 0,
        "y": 90,
        "h": 1,
        "w": 24
      }
    },
    {
      "type": "text",
      "transparent": false,
      "repeatDirection": "h",
      "options": {
        "mode": "markdown",
        "content": "`botanu.run_id` is on the spans, and on no metric: every run would be a series of its own. So go by the trace.\n\n- **From a point.** The points in the panels of durations are single requests, each with its `trace_id`. Open the trace: its spans have `botanu.run_id`. Prometheus keeps them with `--enable-feature=exemplar-storage`, and its data source in Grafana says which traces they lead to (Exemplars, label `trace_id`). The agent of Java sends them, and that of Python for WSGI (Flask, Django); for ASGI (FastAPI) only for the calls that the application makes. That of Node sends none.\n- **From a line.** Look for traces of the route and the time, in Tempo for example by\n  `{ resource.service.name = \"<service>\" && kind = server && span.http.route = \"/orders/{id}\" && status = error } | select(span.botanu.run_id)`,\n  for slow ones by `duration > 1s` in place of the status.\n- **From a run to everything it did**, in all services: `{ span.botanu.run_id = \"…\" }`.\n"
      },
      "title": "How to find the runs behind a line",
      "gridPos": {
        "h": 8,
        "w": 24,
        "x": 0,
        "y": 91
      }
    }
  ]
};
