// What scripts find of the names that Mirth has, made of the engine's own; run anew for each message.

function __values(given, isFixed) {
  var map = new Map();
  for (var name in given) {
    map.set(name, given[name]);
  }
  var values = {
    get: function (name) {
      var value = map.get(String(name));
      return value === undefined ? null : value;
    },
    put: function (name, value) {
      if (isFixed) {
        throw new TypeError('these values cannot be changed');
      }
      map.set(String(name), value);
      return value;
    },
    remove: function (name) {
      map['delete'](String(name));
    },
    containsKey: function (name) {
      return map.has(String(name));
    },
    size: function () {
      return map.size;
    },
    clear: function () {
      map.clear();
    },
    keySet: function () {
      var names = [];
      map.forEach(function (value, name) {
        names.push(name);
      });
      return names;
    },
    asObject: function () {
      var all = {};
      map.forEach(function (value, name) {
        all[name] = typeof value == 'xml' ? value.toString() : value;
      });
      return all;
    }
  };
  return values;
}

function __shared(values) {
  return {
    get: function (name) {
      var value = values(String(name));
      return value === null ? null : JSON.parse(value);
    },
    put: function (name, value) {
      values(String(name), JSON.stringify(typeof value == 'xml' ? value.toString() : value));
      return value;
    },
    remove: function (name) {
      values(String(name), null);
    },
    containsKey: function (name) {
      return values(String(name)) !== null;
    }
  };
}

function __accessor(map) {
  return function (name, value) {
    return arguments.length < 2 ? map.get(name) : map.put(name, value);
  };
}

var channelMap = __values(engine.carried() === '' ? {} : JSON.parse(engine.carried()), false);
var connectorMap = __values({}, false);
var responseMap = __values({}, false);
var sourceMap = __values({}, false);
sourceMap.get = (function (own) {
  return function (name) {
    var value = own(name);
    return value === null ? engine.property(String(name)) || null : value;
  };
})(sourceMap.get);
var globalMap = __shared(engine.global);
var globalChannelMap = __shared(engine.globalChannel);

// The value of a key in a lookup table of the project; null when it has none.
function lookup(table, key) {
  return engine.lookUp(String(table), String(key));
}

// What is set for the whole server in Mirth is a lookup table here; a script that reads it mentions its name: configuration.
var configurationMap = {
  get: function (name) { return lookup('configuration', name); },
  containsKey: function (name) { return lookup('configuration', name) !== null; }
};
var $cfg = function (name) { return configurationMap.get(name); };

var $c = __accessor(channelMap);
var $co = __accessor(connectorMap);
var $r = __accessor(responseMap);
var $s = __accessor(sourceMap);
var $g = __accessor(globalMap);
var $gc = __accessor(globalChannelMap);

function $(name) {
  var maps = [responseMap, connectorMap, channelMap, sourceMap, globalChannelMap, globalMap];
  for (var i = 0; i < maps.length; i++) {
    var value = maps[i].get(name);
    if (value !== null) {
      return value;
    }
  }
  return '';
}

var channelName = engine.channel();
var channelId = channelName;

var connectorMessage = {
  getRawData: function () { return message; },
  getEncodedData: function () { return engine.resultText(); },
  getTransformedData: function () {
    return engine.isUntouched() && typeof msg != 'xml' ? message : typeof msg == 'xml' ? msg.toXMLString() : engine.textOf(msg);
  },
  getMessageId: function () { return engine.messageId(); },
  getChannelName: function () { return channelName; },
  getChannelMap: function () { return channelMap; },
  getConnectorMap: function () { return connectorMap; },
  getSourceMap: function () { return sourceMap; },
  getResponseMap: function () { return responseMap; }
};
var messageObject = connectorMessage;

var logger = {};
['trace', 'debug', 'info', 'warn', 'error', 'fatal'].forEach(function (level) {
  logger[level] = function (text) { engine.log(level, String(text)); };
});

// Where the message goes: names of connected items, or those that names() says stand for them.
var destinationSet = (function () {
  var known = {};
  function each(names, work) {
    var all = [];
    (Array.isArray(names) ? names : [names]).forEach(function (name) {
      var text = String(name);
      all = all.concat(Object.prototype.hasOwnProperty.call(known, text) ? known[text] : text);
    });
    return work(all);
  }
  function everyone() {
    var all = engine.targets();
    Object.keys(known).forEach(function (name) {
      if (all.indexOf(known[name]) < 0) {
        all.push(known[name]);
      }
    });
    return all;
  }
  return {
    names: function (items) { known = items; },
    remove: function (names) {
      return each(names, function (all) {
        return all.map(function (one) { return engine.leaveOut(one); }).indexOf(true) >= 0;
      });
    },
    removeAll: function () {
      everyone().forEach(function (one) { engine.leaveOut(one); });
    },
    removeAllExcept: function (names) {
      return each(names, function (all) {
        everyone().forEach(function (one) {
          if (all.indexOf(one) < 0) {
            engine.leaveOut(one);
          }
        });
      });
    }
  };
})();

var router = {
  routeMessage: function (target, content) { engine.send(String(target), content); }
};

function send(target, content) {
  engine.send(String(target), content);
}

function reply(content) {
  engine.reply(engine.textOf(content));
}

var SENT = 'SENT', QUEUED = 'QUEUED', FILTERED = 'FILTERED', ERROR = 'ERROR', RECEIVED = 'RECEIVED';

function Response(status, text) {
  var isText = arguments.length < 2;
  this.status = isText ? SENT : status;
  this.message = String(isText ? status : text);
}
Response.prototype.getStatus = function () { return this.status; };
Response.prototype.getStatusMessage = function () { return this.statusMessage || ''; };
Response.prototype.getError = function () { return this.error || ''; };
Response.prototype.getMessage = function () { return this.message; };
Response.prototype.toString = function () { return this.message; };

var ResponseFactory = {
  getSentResponse: function (text) { return new Response(SENT, text); },
  getSuccessResponse: function (text) { return new Response(SENT, text); },
  getQueuedResponse: function (text) { return new Response(QUEUED, text); },
  getFilteredResponse: function (text) { return new Response(FILTERED, text); },
  getErrorResponse: function (text) { return new Response(ERROR, text); },
  getFailureResponse: function (text) { return new Response(ERROR, text); }
};

// What is known of an item's reply while it is looked at.
var response = null, responseStatus = '', responseStatusMessage = '', responseErrorMessage = '';

// What one connected item gets of its own; with a function answered it is asked, and its reply looked at.
function destination(name, change, options) {
  var given = options || {};
  if (!engine.begin(String(name), given.inbound || 'auto', given.outbound || 'auto', given.goesNowhere === true)) {
    return;
  }
  connectorMap.clear();
  var isDone = false;
  try {
    var accepted = change() !== false;
    __carry();
    if (!accepted) {
      __answered(given.names, new Response(FILTERED, ''));
    } else if (typeof given.answered == 'function') {
      __ask(given);
    }
    isDone = accepted;
  } finally {
    engine.end(isDone);
  }
}

function __ask(given) {
  var answer = engine.ask(given.answers || 'auto');
  responseStatus = answer[0];
  responseStatusMessage = responseErrorMessage = answer[2];
  response = __response(answer[1]);
  given.answered();
  __answered(given.names, __response(engine.resultText()));
}

function __response(text) {
  var made = new Response(responseStatus, text);
  made.statusMessage = responseStatusMessage;
  made.error = responseErrorMessage;
  return made;
}

function __answered(names, made) {
  (names || []).forEach(function (name) { responseMap.put(name, made); });
}

function __carry() {
  engine.carry(JSON.stringify(channelMap.asObject()));
}

// XML made of XML by a stylesheet of the project, as text.
function transformXml(xml, stylesheet) {
  return engine.styled(String(stylesheet), typeof xml == 'xml' ? xml.toXMLString() : String(xml));
}

function validate(mapping, defaultValue, replacements) {
  var result = mapping;
  if (result === undefined || result === null || typeof result == 'xml' && result.toString() === ''
      || typeof result == 'string' && result === '') {
    result = defaultValue === undefined ? '' : defaultValue;
  }
  if (typeof result == 'xml') {
    result = result.toString();
  }
  if (typeof result == 'string' && replacements) {
    for (var i = 0; i < replacements.length; i++) {
      result = result.replace(new RegExp(replacements[i][0], 'g'), replacements[i][1]);
    }
  }
  return result;
}

// What a field is mapped from; where that cannot be found, nothing.
function attempt(work) {
  try {
    return work();
  } catch (e) {
    logger.error(e);
    return '';
  }
}

function createSegment(name, owner, index) {
  var root = owner === undefined ? msg : owner;
  if (index === undefined) {
    index = root[name].length();
  }
  root[name][index] = new XML('<' + name + '></' + name + '>');
  return root[name][index];
}

function createSegmentAfter(name, segment) {
  var after = segment.length() > 1 ? segment[segment.length() - 1] : segment;
  var root = after.parent();
  var made = new XML('<' + name + '></' + name + '>');
  root.insertChildAfter(after[0], made);
  return root.child(after.childIndex() + 1);
}

function getArrayOrXmlLength(list) {
  if (list === undefined || list === null) {
    return 0;
  }
  return typeof list == 'xml' ? list.length() : list.length || 0;
}

function type(value) {
  return typeof value;
}

var UUIDGenerator = {
  getUUID: function () { return engine.uuid(); }
};

var DateUtil = {
  getCurrentDate: function (pattern) { return engine.dateText(pattern, Date.now()); },
  getDate: function (pattern, text) { return new Date(engine.dateNumber(pattern, String(text))); },
  formatDate: function (pattern, date) { return engine.dateText(pattern, date.getTime()); },
  convertDate: function (from, to, text) { return engine.dateText(to, engine.dateNumber(from, String(text))); }
};

var SerializerFactory = {
  getSerializer: function (kind) {
    if (String(kind).toUpperCase() !== 'HL7V2') {
      throw new TypeError('there is a serializer for HL7V2 only');
    }
    return {
      toXML: function (text) { return engine.xmlOfHl7(String(text)).toXMLString(); },
      fromXML: function (xml) { return engine.textOf(typeof xml == 'xml' ? xml : new XML(String(xml))); }
    };
  },
  getHL7Serializer: function () { return SerializerFactory.getSerializer('HL7V2'); }
};

// HIE's own way to values of HL7 v2: by path, as in rules.
var hl7 = (function () {
  var PATH = /^([A-Z][A-Z0-9]{2})(?:\((\d+)\))?[-:](\d+)(?:\((\d+)\))?(?:\.(\d+))?(?:\.(\d+))?$/;
  function parts(path) {
    var found = PATH.exec(String(path));
    if (!found) {
      throw new TypeError('no path of HL7 v2');
    }
    return found;
  }
  function text(value) {
    if (value.length() === 0) {
      return '';
    }
    var children = value.elements();
    if (children.length() === 0) {
      return value.toString();
    }
    var all = [];
    for each (var child in children) {
      all.push(child.toString());
    }
    return all.join(msg.MSH.length() > 0 ? msg.MSH['MSH.2'].toString().charAt(0) || '^' : '^');
  }
  return {
    get: function (path) {
      if (engine.isUntouched()) {
        return engine.field(String(path));
      }
      var at = parts(path);
      var value = msg[at[1]][(at[2] || 1) - 1];
      if (value === undefined) {
        return '';
      }
      var name = at[1] + '.' + at[3];
      value = value[name][(at[4] || 1) - 1];
      for (var i = 5; i <= 6 && value !== undefined && at[i]; i++) {
        if (value.elements().length() === 0 && at[i] === '1') {
          return value.toString();
        }
        name += '.' + at[i];
        value = value[name][0];
      }
      return value === undefined ? '' : text(value);
    },
    set: function (path, value) {
      var at = parts(path);
      var owner = msg[at[1]];
      var index = (at[2] || 1) - 1;
      if (owner[index] === undefined) {
        createSegment(at[1], msg, owner.length());
      }
      owner = msg[at[1]][Math.min(index, msg[at[1]].length() - 1)];
      var name = at[1] + '.' + at[3];
      var repetition = Math.min((at[4] || 1) - 1, owner[name].length());
      if (!at[5]) {
        owner[name][repetition] = String(value);
        return;
      }
      if (owner[name].length() <= repetition) {
        owner[name][repetition] = new XML('<' + name + '/>');
      }
      owner = owner[name][repetition];
      for (var i = 5; i <= 6 && at[i]; i++) {
        name += '.' + at[i];
        if (i === 5 && at[6]) {
          if (owner[name].length() === 0) {
            owner[name] = new XML('<' + name + '/>');
          }
          owner = owner[name][0];
        } else {
          owner[name] = String(value);
        }
      }
    }
  };
})();

function __finish() {
  __carry();
}
