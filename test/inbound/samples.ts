/** Callbacks as Clickatell's pages print them, and as integrations have recorded them; posted as they stand. */
export const samples = {
  text: `{"integrationId":"fa80e7f1","integrationName":"My integration","event":{"moText":[{"channel":"whatsapp","messageId":"3a89d1f0","relatedMessageId":null,"relatedClientMessageId":null,"from":"2799900001","to":"2799900002","timestamp":1506607698000,"content":"Hi","charset":"UTF-8","whatsapp":{"profileName":"Thandi"}}]}}`,
  textWithBlankInChannel: `{"integrationId":"fa80e7f1","event":{"moText":[{"channel":"whatsapp ","messageId":"3a89d1f1","relatedMessageId":"9c1f","relatedClientMessageId":"abc","from":"2799900001","to":"2799900002","timestamp":"1506607698000","content":"Yes","charset":"UTF-8","whatsapp":{"profileName":"Thandi"}}]}}`,
  inlineMedia: `{"integrationId":"fa80e7f1","event":{"moMedia":[{"channel":"whatsapp","messageId":"3a89d1f2","from":"2799900001","to":"2799900002","timestamp":1506607698000,"contentType":"image/png","content":"iVBORw0KGgo=","caption":"My card","whatsapp":{"profileName":"Thandi"}}]}}`,
  fileMedia: `{"integrationId":"fa80e7f1","event":{"moMedia":[{"channel":"whatsapp","messageId":"3a89d1f3","from":"2799900001","to":"2799900002","timestamp":1506607698000,"files":[{"contentType":"audio/ogg; codecs=opus","downloadUrl":"https://platform.clickatell.com/v1/media?fileId=1.ogg&sha256Hash=e3b0","sha256Hash":"e3b0","byteSize":5120,"fileName":"voice.ogg"}],"caption":null,"whatsapp":{"profileName":"Thandi"}}]}}`,
  location: `{"integrationId":"fa80e7f1","event":{"moLocation":[{"channel":"whatsapp","messageId":"3a89d1f4","from":"2799900001","to":"2799900002","timestamp":1506607698000,"longitude":18.4241,"latitute":-33.9249,"locationName":"Branch","locationAddress":"1 Long Street"}]}}`,
  locationInStrings: `{"event":{"moLocation":[{"channel":"whatsapp","messageId":"3a89d1f5","from":"2799900001","to":"2799900002","timestamp":1506607698000,"longitude":"18.4","latitude":"-33.9"}]}}`,
  button: `{"event":{"moButtonResponse":[{"channel":"whatsapp","messageId":"3a89d1f6","from":"2799900001","to":"2799900002","timestamp":1506607698000,"postbackData":"balance","title":"Balance"}]}}`,
  buttonInSelectedItem: `{"event":{"moButtonResponse":[{"channel":"whatsapp","messageId":"3a89d1f7","from":"2799900001","to":"2799900002","timestamp":1506607698000,"selectedItem":{"postbackData":"balance","title":"Balance"}}]}}`,
  status: `{"integrationId":"fa80e7f1","event":{"messageStatusUpdate":[{"channel":"whatsapp","timestamp":1506607698000,"statusCode":5,"status":"DEVICE_ACK","messageId":"77fb2999","clientMessageId":"abc"}]}}`,
  fallback: `{"integrationId":"fa80e7f1","event":{"messageFallback":[{"channel":"whatsapp","messageId":"77fb2999"}]}}`,
  typing: `{"integrationId":"fa80e7f1","event":{"statusIsTyping":[{"channel":"whatsapp","from":"2799900001","to":"2799900002"}]}}`,
};

/** A sample, or whatever JSON, as the object that it is. */
export function envelopeOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new TypeError('The sample is not an object.');
  return { ...value };
}
