// The file that the operator has NODE_OPTIONS require: the hook, and then the agent as it was.
require('./botanu-baggage.cjs');
require('./autoinstrumentation-stock.js');
