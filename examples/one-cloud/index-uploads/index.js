/** Called for each object that appears below uploads/. What it may do to the bucket is in ../index.ts: read that folder. */
exports.handler = async (event) => {
  const { bucket, object } = event.detail;
  console.log(JSON.stringify({ message: "uploaded", bucket: bucket.name, object: object.key, bytes: object.size }));
};
